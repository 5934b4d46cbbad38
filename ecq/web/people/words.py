"""Texts of the page of an organisation."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.portfolio.words import SCOPE
from ecq.telling.text import result_words
from ecq.telling.text.words import ID
from ecq.web.lists.words import FOR_GOOD

LEAD = text(
    "您以 {name} 登录，在“{organisation}”里的身份是{role}。",
    "You are logged in as {name}. Your role in {organisation}: {role}.",
)
NOWHERE = text(
    "您以 {name} 登录，还不属于任何组织，所以看不到自评。请让组织的所有者按您的邮箱把您加为成员（邮箱要由身份平台核实过），或请管理身份平台的人把您放进用户组，再重新登录。",
    "You are logged in as {name} and belong to no organisation yet, so there are no self-checks to see. Ask an owner to add your e-mail address, if the identity provider has verified it, or whoever runs the provider to put you into a group; then log in again.",
)
NOBODY = text("这里不需要登录，也没有成员。", "Nobody logs in here, so there are no members.")
WHICH = text("组织", "Organisation")

MEMBERS = text("成员", "Members")
MEMBERS_ONLY_OWNERS = text("成员由所有者管理。", "Owners manage the members.")
NAME, EMAIL, ROLE, SINCE = text("姓名", "Name"), text("邮箱", "E-mail"), text("身份", "Role"), text("加入", "Since")
BY_GROUP = text("来自用户组", "by group")
NOT_YET = text("下次登录后加入", "from the next log-in on")
YOU = text("您", "you")
ADD = text("加成员", "Add a member")
ADD_HELP = text(
    "用这个邮箱登录的人，下次登录后就是成员。", "Whoever logs in with this address is a member from then on."
)
ADDED = text(
    "{email} 下次登录后是{role}，请告诉对方。", "{email} is a member ({role}) from the next log-in on; tell them."
)
ROLES = text(
    "所有者管理成员，其他各项也都能做；编辑回答、改方案、请别人填；审核采纳或退回别人交来的；只读的人查看和下载。",
    "Owners manage members and may do everything else; editors answer, plan and ask others; reviewers accept or send back what others hand in; readers look and download.",
    "所有者管理成員，其他各項也都能做；編輯回答、改方案、請別人填；審核採納或退回別人交來的；唯讀的人查看和下載。",
)
CHANGE = text("改身份", "Change the role")
CHANGED = text("{name} 现在是{role}。", "{name} is now {role}.")
REMOVE = text("移出组织", "Remove")
REMOVED = text("{name} 已移出。", "{name} was removed.")
REMOVED_CLOSED = text(
    "{name} 已移出，其发出的 {count} 份邀请已关闭。",
    "{name} was removed, and the invitations they made are closed: {count}.",
)
REMOVE_ENDS = text(
    "移出以后，对方立即退出登录；对方发出、没有别人接手的邀请会关闭。",
    "Whoever is removed is logged out at once; invitations they made, and nobody took over, are closed.",
)
LEAVE = text("退出组织", "Leave the organisation")
LEAVE_SURE = text(
    "退出以后看不到这里的自评，要所有者再加您才能回来；您在这里的密钥作废；您发出、没有别人接手的邀请会关闭。",
    "You then see its self-checks no more until an owner adds you again. Your keys end; invitations you made, and nobody took over, are closed.",
)
ONLY_OWNER = text(
    "您是唯一的所有者。要退出组织或删除账号，请先把另一位成员设为所有者。",
    "You are the only owner. To leave or to delete your account, make another member an owner first.",
)

LOG = text("操作日志", "Audit log")
LOG_LEAD = text(
    "谁在什么时候做了什么，不含回答。保存 {days} 天，更早的会删掉。",
    "Who did what and when, without answers. Kept for {days} days; what is older is deleted.",
)
LOG_DAYS = text("保存多少天", "Days to keep it")
LOG_EMPTY = text("还没有记录。", "Nothing has been entered yet.")
EARLIER = text("更早的", "Earlier")
WHEN, WHO, DID, ABOUT, MORE = (result_words.WHEN, text("谁", "Who"), text("做了什么", "What"), ID, text("说明", "More"))
NOBODY_NOW = text("已删除的人", "somebody deleted")

DEEDS: dict[str, Text] = {
    "log in": text("登录", "logged in"),
    "open": text("打开", "opened"),
    "edit": text("修改", "changed"),
    "create": text("新建", "began"),
    "archive": text("归档", "archived"),
    "unarchive": text("取出归档", "took out of the archive"),
    "bin": text("放进回收站", "put into the bin"),
    "take back": text("从回收站取回", "took out of the bin"),
    "delete": text("彻底删除", "deleted for good"),
    "download": text("下载", "downloaded"),
    "add member": text("加成员", "added a member"),
    "change role": text("改身份", "changed a role"),
    "remove member": text("移出成员", "removed a member"),
    "list": text("列出自评", "listed self-checks"),
    "add key": text("生成密钥", "made a key"),
    "revoke key": text("撤销密钥", "revoked a key"),
    "invite": text("邀请", "invited"),
    "new link": text("换新链接", "made a new link"),
    "take over": text("接手邀请", "took over an invitation"),
    "accept": text("采纳", "accepted"),
    "send back": text("退回", "sent back"),
    "close": text("关闭邀请", "closed an invitation"),
    "revoke": text("作废链接", "revoked a link"),
    "remove invitation": text("删除邀请", "deleted an invitation"),
    "audit days": text("改日志保存天数", "changed how long the log is kept"),
}
"""What the audit log calls deeds; others stand as they are entered."""

KEYS = text("我的接口密钥", "My keys to the API")
KEYS_LEAD = text(
    "程序用密钥经接口（{at}/）读取或修改这个组织的自评，权限不超过您的身份。",
    "With a key a program reads or changes self-checks of this organisation through the API ({at}/), as far as your role permits.",
)
KEY_MADE = text(
    "密钥只显示这一次，请现在复制存好；离开本页或再按任何按钮就不再显示。",
    "This is the key. Copy it now: it is shown this once, and is gone with the next press.",
)
KEY_NAME_HELP = text("写明哪个程序用，例如“每晚导出”。", "Say which program uses it, such as “nightly export”.")
KEY_SCOPE, KEY_UNTIL, KEY_USED = SCOPE, text("有效至", "Until"), text("最近使用", "Last used")
SCOPES = {"read": text("只能读", "may only read"), "write": text("可以读写", "may read and change")}
KEY_UNUSED, KEY_EXPIRED = text("没有用过", "never"), text("已过期", "expired")
KEY_DAYS, SO_MANY_DAYS = text("有效期", "Holds for"), text("{count} 天", "{count} days")
NEW_KEY, MAKE_KEY = text("新密钥", "New key"), text("生成", "Make it")
REVOKE = text("撤销密钥", "Revoke")
REVOKE_SURE = text("用它的程序立即不能再访问。", "Programs that use it lose access at once.")
REVOKED = text("密钥“{name}”已撤销，立即失效。", "The key {name} is revoked and holds no more.")

ACCOUNT = text("我的账号", "My account")
ACCOUNT_LEAD = text(
    "账号由身份平台提供；这里存着您的姓名、邮箱、身份和首次、最近登录的时间。",
    "The account is the identity provider's; kept here are your name, e-mail address, roles, and when you first and last logged in.",
)
ERASE = text("删除我的账号", "Delete my account")
ERASE_SURE = text(
    "姓名、邮箱、身份和密钥会彻底删除；您发出、没有别人接手的邀请会关闭；您改过的回答留在自评里，不再写着您。不能恢复。",
    "Name, address, roles and keys are deleted for good; invitations you made, and nobody took over, are closed; answers you changed stay, without your name. This cannot be undone.",
)
ERASE_NOW = FOR_GOOD
ERASED = text(
    "已删除：{at}。编号的 SHA-256 是 {digest}。您已退出登录。",
    "Deleted: {at}. SHA-256 of the id: {digest}. You are logged out.",
)
