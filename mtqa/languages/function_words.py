"""Frequent small words by language, and words cut short that are written close to the name after them."""

import re

SHORT = re.compile(
    r"approx|vol|fig|chap|ver|incl|dept|gen|bzw|usw|inkl|geb|gest|ehem|sog|evtl|env|prof|płk|mjr|kpt|woj|pow|tel"
    r"|cad|sok|mah|apt|aprox|стр|рис|обл|пос|дер|тел|ред|изд|акад|проф|просп|корп|табл|гор|респ|англ|вул|смт|мкр"
    r"|пер|наб|пров"
)

_WORDS = """
en a about according after against all also although an and another any are as at because been before both but by could
en did each even for from had has have he her here his how however i if in instead into is it its later many meanwhile
en more moreover most nevertheless no not now of on one only or other our over she since so some such than that the
en their them then there therefore these they this those though through thus to today under until was we were what when
en where whether which while who why will with without would yet you your
de aber alle als also am an auch auf aus bei beim bis da dabei damit dann das dass dem den denn der des die dies diese
de dieser dieses doch dort durch ein eine einem einen einer eines er es für gegen hat hier ich ihm ihr ihre im in ist
de jedoch man mit nach nicht noch nun nur ob oder ohne schon sein seine seit sich sie sind so über um und unter vom von
de vor war waren was wegen weil wenn wer werden wie wir wird wo zu zum zur zwischen
fr ainsi alors après au aussi autre aux avant avec car ce cela celui ces cet cette ceux chez comme dans de depuis des
fr donc dont du elle elles en entre est et il ils je la le les leur lors lorsque lui ma mais même mes moins mon même ne
fr ni nos notre nous ou où par parce pas pendant peu plus pour pourtant quand que qui sa sans selon ses si son sont
fr sous sur ta tout toutefois très tu un une vers voici voilà votre vous
es a al algunos ante antes aquel aunque aún como con contra cuando de del desde después donde dos durante e el ella
es ellas ellos en entonces entre era eran es esa ese eso esta estaba este esto está están fue fueron ha hace hacia han
es hasta la las le les lo los mientras muy más ni no nos o otra otro para pero por porque que quien se según ser si sin
es sobre son su sus también tiene todo todos tras tu un una uno y ya yo
it a ad agli ai al alla alle anche ancora avere che chi ci come con così cui da dal dalla de dei del della delle di dopo
it dove due durante e ed era erano essere gli ha hanno i il in invece io la le lei lo loro lui ma mentre mi molto ne
it nei nel nella non o ogni per perché però più poi prima quando quello questa queste questi questo se secondo senza si
it sia sono sopra su sua sue sul sulla suo tra tutti un una uno
pt a ao aos apesar após as assim até cada com como contra da das de depois desde do dos durante e ela elas ele eles em
pt embora entre era essa esse esta este eu foi foram há isso já lhe mais mas mesmo muito na nas nem no nos não nós o os
pt ou outra outro para pela pelo pois por porque porém quando que quem se segundo sem ser seu seus sob sobre sua suas
pt são também tem todos um uma você à às é
pl a albo ale bez bo bowiem był była było były być choć co czy dla do dlatego gdy gdzie i ich ile im inne itd ja jak
pl jako jednak jednakże jego jej jest jeśli jeżeli już kiedy kto która które który lub ma między może my na nad nas nie
pl niż no o obok od ona one oni oraz po pod podczas ponieważ poza przed przez przy są się ta tak także tam te tego ten
pl to tu tutaj tylko w we według wszystkie wtedy więc z za ze został że
tr ama ancak ayrıca bazı ben bir biri biz bu bunlar bunu bunun böyle da daha de değil dolayı en fakat gibi göre hem her
tr hiç ile ise için kadar karşı ki kim mi ne neden o olan olarak olduğu onlar onu onun sadece sen siz sonra tüm var ve
tr veya ya yani yok çok çünkü önce üzerine şey şu
ru а без более бы был была были было быть в вам вас весь во вот впрочем все всего вы где да даже два для до его ее если
ru есть еще ещё её же за затем здесь и из или им их к как какой когда кроме кто ли между меня мне многие может можно мы
ru на над нас не него ней несмотря нет ни них но ну о об один однако он она они оно от перед по под пока поэтому после
ru потом почему при про раз с сам сейчас со согласно среди так также там тем теперь то тогда того тоже той только том
ru тот тут ты у уже хотя чем что чтобы эта эти это этого этот я
uk а або але без би був була були було бути в вам вас ви вона вони воно все від він втім да два де для до його якщо є
uk з за згідно зі і із інші їх її й йому ж за звідки зокрема к як який яка яке які коли крім кому ледь між мене мені ми
uk на над нам нас не неї ні ніж ним них о один однак от перед по під після потім при про саме себе собі та так також там
uk те тепер тим тільки то тоді того той тому тут ти у хоча це цей ця ці цього чи чому що щоб я
"""

_ROWS = [line.split() for line in _WORDS.strip().splitlines()]
_SETS = {code: frozenset(word for row in _ROWS if row[0] == code for word in row[1:]) for code, *_ in _ROWS}


def function_words(code: str) -> frozenset[str]:
    """The small words of a language; those of English for one that has no list."""
    return _SETS.get(code.partition("-")[0], _SETS["en"])
