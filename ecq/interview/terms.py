"""The glossary: words of the field in one sentence each, for whoever asks "what is …?".

The sentences are ECQ's own and explain; they quote no clause. What a source of law or standard is, its register says.
"""

from __future__ import annotations

from dataclasses import dataclass

from ecq.base.language import Text, filled, text
from ecq.rubric.model import Source


@dataclass(frozen=True)
class Term:
    """A word of the field: what it is called, what else people call it, and what it means in one sentence."""

    name: Text
    aliases: tuple[str, ...]
    meaning: Text


# fmt: off
_LISTED: tuple[tuple[str, str, str, str, str], ...] = (
    # Chinese name, English name, other names (with | between them), the sentence in Chinese and in English
    # What ECQ and its report say
    ("评价细则", "rubric", "细则|评价实施细则|评价表|scheme", "一套评价项、分值和等级线，自评按它算分。", "A set of questions, points and grade lines by which a self-assessment is scored."),
    ("维度", "dimension", "服务体系|service system", "评价细则的最上一层，下面是指标。", "The top layer of a rubric; indicators stand below it."),
    ("指标", "indicator", "一级指标|二级指标|indicators", "一组评价项的标题，得分由这组评价项算出。", "A heading over several questions, scored from them."),
    ("评价项", "question", "题目|问题|item", "要回答的一题，问一件看得见、查得到的事。", "One thing to answer about, a fact that can be seen and checked."),
    ("得分率", "credit", "credits", "一题的回答拿到这题分值的几成，从 0 到 1。", "The share of a question's points that an answer earns, from 0 to 1."),
    ("分值", "points", "权重|工作分值|working points|weight|weights", "一题最多能得的分；没有官方分值表时用平均分配的工作分值。", "The most a question can earn; without an official table these are working points, shared equally."),
    ("等级", "grade", "星级|二星|三星|四星|五星|stars|star|band|star grade", "总分落进的一档，例如 80 分起为三星，90 分起为四星。", "The band a total falls into: three stars from 80 points, four from 90, for instance."),
    ("红线项", "gate", "红线|必备项|red line|red lines|gates|gate question", "法律、法规、规章要求平台自己履行的义务；没过就不算准备好，不管总分多高。", "A duty that law puts on the platform itself; while it fails, the platform is not ready whatever its score."),
    ("证据", "evidence", "证据材料|佐证|proof", "文件、记录或截图，用来证明回答属实。", "Documents, records or screenshots that show that an answer is true."),
    ("改进建议", "advice", "建议", "从现在这一档走到上一档要做的事。", "What to do to get from one option to the next."),
    ("投入", "effort", "人日|工作量|person-day|person-days", "做成一步大约要花的人日，是工作数字，可以按自己的情况改。", "About how many person-days a step takes; working figures that you can change."),
    ("周期", "lead time", "工期", "从动手到做成大约要过多少天。", "About how many days pass from starting a step to finishing it."),
    ("平台画像", "profile", "画像|platform profile", "平台的业务情况，决定哪些题适用。", "The facts about the platform's business that decide which questions apply."),
    ("适用性", "applicability", "适用", "一题是否要问这家平台，只由平台画像决定。", "Whether a question is asked of this platform; the profile alone decides it."),
    ("不适用", "not applicable", "N/A", "这题说的事平台没有，要写明理由；不计分，也不扣分。", "What the question is about does not exist here; a reason is given, and it neither earns nor costs points."),
    ("待确认", "unsure", "不确定", "现在说不准，先放着；算分时按还没有答处理。", "Nobody can say yet; the question stays on a list and counts as open in the score."),
    ("自评", "self-assessment", "自我评价|自查|assessment", "平台自己按评价细则作的检查，不是认证。", "The platform's own check by a rubric; it is not a certification."),
    ("评分卡", "scorecard", "score card", "全部得分：总分、各维度、各指标和每一题。", "All scores together: the total, each dimension, each indicator and each question."),
    ("得分区间", "interval", "保证区间|分数区间|区间|range|score range|score interval|guaranteed interval", "没答完时总分可能的最低和最高，答得越多越窄。", "The least and the greatest total still possible; every answer can only narrow it."),
    ("有证据支持的分数", "evidence-backed score", "证据分|evidenced score", "只算有证据在手的回答时的总分。", "The total if only answers with evidence in hand are counted."),
    ("准备度", "readiness", "就绪度", "离目标等级的审核还差什么的结论，附理由。", "The verdict, with reasons, on how ready the platform is to be audited for its target grade."),
    ("提升方案", "plan", "方案|改进计划|improvement plan", "到达目标等级投入最少的一组工作。", "The set of work that reaches the target grade with the least effort."),
    ("稳健性", "robustness", "敏感性|robust", "各指标权重同时变动多大，等级仍然不变。", "How far the weights of indicators may move before the grade changes."),
    ("认证", "certification", "星级认证|认证机构|等级评价认证|certificate", "由认证机构审核后发证书；自评只是事前的准备。", "A certification body audits and issues the certificate; a self-assessment only prepares for it."),
    # Security and technology
    ("等保", "MLPS", "等级保护|网络安全等级保护|信息安全等级保护|multi-level protection scheme|multi-level protection|classified protection", "网络安全等级保护：系统先定级、备案，再按级别做保护和测评。", "China's multi-level protection scheme: systems are graded, filed and then protected and tested by their level."),
    ("等保测评", "MLPS test", "等级测评|测评|MLPS assessment", "由有资质的测评机构检查系统是否达到所定级别的要求，出测评报告。", "A qualified body checks whether a system meets the demands of its level and writes a report."),
    ("等保备案", "MLPS filing", "备案证明|等保备案证明|filing certificate", "把系统和所定级别报公安机关登记，取得备案证明。", "Registering a system and its level with the public security authority, which issues a filing certificate."),
    ("网络日志", "network log", "日志|日志留存|logs|log retention", "系统运行和访问的记录，出了安全事件靠它追查。", "Records of what systems did and who reached them; incidents are traced with them."),
    ("应急预案", "incident plan", "预案|应急演练|演练|drill|emergency plan", "事先写好的出事怎么办；演练是照着它试一遍。", "What to do in an incident, written beforehand; a drill tries it out."),
    ("渗透测试", "penetration test", "漏洞扫描|pentest|vulnerability scan", "照攻击者的办法检查系统有没有能被利用的漏洞。", "Examining a system as an attacker would, for weaknesses that can be used."),
    ("压力测试", "load test", "压测|负载测试|stress test", "上线或大促之前，按预计高峰的访问量试系统撑不撑得住。", "Trying, before a release or promotion, whether a system holds at the expected peak."),
    ("可用性", "availability", "SLA|uptime", "平台能正常打开和下单的时间占全部时间的比例。", "The share of all time in which pages open and orders go through."),
    ("适老化", "fitness for the elderly", "适老|无障碍|accessibility|barrier-free", "让老年人和残障人士也能看清、听清、用得了的改造。", "Changes that let older and disabled people see, hear and use the platform."),
    # Data and algorithms
    ("个人信息", "personal information", "个人数据|personal data|PI", "能认出某个自然人、或者和他有关的各种信息；匿名处理过的不算。", "Any information that identifies a natural person or relates to one; what has been made anonymous is not."),
    ("敏感个人信息", "sensitive personal information", "敏感信息|sensitive data|sensitive information", "一旦泄露或滥用容易伤害人身、财产或尊严的信息，例如人脸、行踪、金融账户。", "Information whose leak or misuse easily harms person, property or dignity: faces, movements, bank accounts."),
    ("个人信息保护影响评估", "privacy impact assessment", "影响评估|PIA|impact assessment|PIPIA", "处理风险较高的个人信息之前，先把目的、风险和保护措施想清楚并写下来。", "Thinking through, and writing down, purpose, risks and safeguards before riskier handling of personal information."),
    ("合规审计", "compliance audit", "个人信息合规审计|privacy audit|个保审计", "定期检查自己处理个人信息是否守法，形成报告。", "A regular check, with a report, of whether personal information is handled lawfully."),
    ("数据出境", "data export", "出境|跨境传输|cross-border transfer|data transfer abroad", "把境内收集的数据传到境外，或者让境外的人能够访问。", "Sending data collected in China abroad, or letting someone abroad reach it."),
    ("自动化决策", "automated decision", "大数据杀熟|杀熟|算法推荐|个性化推荐|automated decisions|automated decision-making|recommendation algorithm", "由程序分析个人的习惯和状况后自动作出的推荐、定价等决定。", "Recommendations, prices and the like that a program decides after analysing a person's habits and situation."),
    ("大型网络平台", "large network platform", "大平台|大型平台|large platform|very large platform", "用户多、业务复杂、影响面广的平台，个人信息和数据方面的义务比一般平台多。", "A platform with many users, complex business and wide influence, which has more duties on data than others."),
    # Trade and consumers
    ("七日无理由退货", "seven-day return", "七日无理由|七天无理由|7天无理由|无理由退货|no-reason return|7-day return|seven-day no-reason return", "网购的人收货后七日内可以不说理由退货，法定的几类商品除外。", "Online buyers may return goods within seven days of receipt without a reason, a few kinds of goods aside."),
    ("竞价排名", "paid ranking", "付费排名|paid placement|sponsored ranking|bid ranking", "谁出价高谁排在前面的搜索结果，是广告，要显著标明“广告”。", "Search results ordered by what is paid; they are advertising and are to be clearly marked as such."),
    ("平台自营", "own goods", "自营|self-operated|own business", "平台自己卖的商品或服务，要和平台内商家卖的区分清楚。", "Goods or services the platform itself sells, to be told apart from those of its merchants."),
    ("平台内经营者", "merchant", "商家|商户|入驻商家|merchants|seller|sellers", "在平台上卖东西或提供服务的人或企业。", "A person or business that sells goods or services on the platform."),
    ("二清", "pooling of payments", "二次清算|资金池|unlicensed settlement", "没有支付业务许可，却先把商家的货款收进自己账户再转付。", "Taking merchants' money into one's own account and passing it on without a payment licence."),
    ("持牌机构", "licensed institution", "支付牌照|支付业务许可|支付机构|payment licence|payment license", "取得支付业务许可、可以替人收付货款的机构。", "An institution licensed to collect and pay money for others."),
    ("亮照", "display of licences", "亮照亮证|公示营业执照|licence display", "在首页醒目、持续地公示营业执照和许可信息。", "Showing business licence and permits on the home page, prominently and all the time."),
    ("先行赔付", "advance compensation", "先赔|advance payment of compensation", "平台先赔给消费者，再向有责任的商家追偿。", "The platform pays the consumer first and then claims from the merchant responsible."),
    ("保证金", "security deposit", "押金|deposit|deposits", "为担保履约先收的钱，要事先说明怎么用、怎么退。", "Money taken in advance as security; how it is used and returned is to be stated beforehand."),
    ("增值电信业务许可", "value-added telecom licence", "ICP|ICP备案|ICP许可证|EDI|EDI许可证|增值电信|telecom licence", "办经营性网站等业务要取得的许可；非经营性网站只要备案。", "The licence for commercial internet services; a website that is not commercial only needs a filing."),
    ("直播电商", "live-stream e-commerce", "直播带货|带货|直播|live commerce|live selling", "主播在直播间里介绍并卖商品的做法。", "Presenting and selling goods in live streams."),
    ("跨境电商", "cross-border e-commerce", "跨境|cross-border", "买卖双方不在同一关境、货物要过海关的网上交易。", "Online trade between different customs territories, with goods passing customs."),
    ("满意度", "satisfaction", "顾客满意度|满意度调查|CSAT|customer satisfaction", "顾客对服务是否合意的评价，用有方案的调查来测。", "How content customers are with the service, measured by a survey with a written method."),
)
# fmt: on

TERMS = tuple(
    Term(text(zh, en), tuple(one for one in aliases.split("|") if one), text(meaning_zh, meaning_en))
    for zh, en, aliases, meaning_zh, meaning_en in _LISTED
)

_OF_THE_FIELD = TERMS[[term.name.zh for term in TERMS].index("等保") :]
"""Those before it are of the self-check itself."""

_STATES = {
    "in-force": text("现行有效", "in force"),
    "superseded": text("已被代替", "superseded"),
    "draft": text("还是草案，没有生效", "a draft, not in force"),
}
_SOURCE = text("“{title}”（{number}），{state}。", "“{title}”{number}, {state}.")
_SOURCE_SINCE = text("“{title}”（{number}），{state}，{day} 起施行。", "“{title}”{number}, {state} since {day}.")


def term_in(said: Text) -> Term | None:
    """The longest term of the field that a text names in Chinese, where one is named; none of the self-check itself."""
    named = [term for term in _OF_THE_FIELD if term.name.zh in said.zh]
    return max(named, key=lambda term: len(term.name.zh), default=None)


def source_term(source: Source) -> Term:
    """A law, rule or standard of the register as a term: its title, its number and whether it is in force."""
    day = source.in_force_since if source.state == "in-force" else None
    pattern, state, title = _SOURCE_SINCE if day else _SOURCE, _STATES[source.state], source.title
    # A Chinese number says nothing in English, so there it is left out: an empty text, which `text` would refuse.
    english = f" ({source.number})" if source.number.isascii() else ""
    number = Text.model_construct(zh=source.number, en=english)
    sentence = filled(pattern, title=title, number=number, state=state, day=day)
    # Without its year the number of a standard means the edition in force.
    undated = source.number.rpartition("-")[0] if day and source.number[:1].isalpha() else ""
    aliases = (source.number, undated, title.zh.removeprefix("中华人民共和国"))
    return Term(title, tuple(filter(None, aliases)), sentence)
