"""`mtqa serve`: the check over HTTP, with LanguageTool's protocol and one of our own.

The server's process reads requests and writes answers, within limits; what a request asks is worked out by `Answering`
in one of several processes, which can be stopped.
"""
