"""Texts of lists of self-checks and of whose list it is."""

from __future__ import annotations

from ecq.base.language import Text, text
from ecq.telling.portfolio.shelves import Order, Shelf
from ecq.telling.portfolio.words import CHANGED
from ecq.telling.text import words as w

MINE = text("我的自评", "My self-checks")
OF_ORGANISATION = text("“{name}”的自评", "Self-checks of {name}")
IN_HAND = text("{count} 份在做", "{count} in hand")
NEXT_DUE = text("最近的目标日期：{days}", "Next days to be ready by: {days}")
NAME_LEFT = text("{name}还有 {count} 天", "{name} in {count} days")
NAME_TODAY = text("{name}就是今天", "{name} today")

# What to show
SHELVES: dict[Shelf, Text] = {
    "in-hand": text("在做", "In hand"),
    "archived": text("已归档", "Archived"),
    "demos": text("示例", "Samples"),
    "bin": text("回收站", "Bin"),
}
WHICH = text("显示哪些", "Which to show")
ORDER = text("排序", "Sort by")
NAME = text("名字", "Name")
ORDERS: dict[Order, Text] = {
    "changed": CHANGED,
    "name": NAME,
    "score": text("保证得分", "Guaranteed score"),
    "due": text("目标日期", "Day to be ready by"),
    "open": w.OPEN_QUESTIONS_HEAD,
}
TAG = text("标签", "Tag")
ALL_TAGS = text("全部标签", "All tags")
STANDING = text("准备度和等级", "Readiness and grade")
ALL_STANDINGS = text("全部准备度", "All, ready or not")
SAFE = text("{grade}有保证", "{grade} safe")
FOUND_OF = text("{count} 份，共 {of} 份", "{count} of {of} self-checks")
CLEAR = text("显示全部", "Show all")
NOTHING_HERE = text("这里没有自评。", "There is no self-check here.")
MORE_ROWS = text("再显示 {count} 份", "Show {count} more")
WORKING = text(
    "还有 {count} 份正在计算得分，算好就出现在列表里。",
    "Scores still being worked out: {count}; they appear as they are done.",
)

# What can be done
CHOOSE = text("选择：{name}", "Choose: {name}")
MANAGE = text("更多操作：{name}", "More: {name}")
CHOSEN = text("已选 {count} 份", "Chosen: {count}")
UNCHOOSE = text("取消选择", "Choose none")
CONTINUE = text("继续回答", "Continue")
RESULTS = text("看结果", "Results")
NAME_TAGS = text("改名、加标签", "Name and tags")
TAGS = text("标签（用逗号分开）", "Tags (separated by commas)")
COPY = text("复制一份", "Duplicate")
COPY_PROFILE = text("只用画像另建", "New with this profile")
COPY_NAME = text("{name}（副本）", "{name} (copy)")
EXPORT = text("存成文件", "Save as a file")
ARCHIVE = text("归档", "Archive")
UNARCHIVE = text("放回在做", "Back in hand")
FOR_GOOD = text("彻底删除", "Delete for good")
FOR_GOOD_SURE = text(
    "回答、修改记录和快照都会彻底删掉，不能恢复。",
    "Answers, history and snapshots go for good and cannot be brought back.",
)
BIN_DAYS = text("回收站里的自评 30 天后彻底删除。", "What is in the bin is deleted for good after 30 days.")

# What was done
DONE_COPY = text("复制好了：{names}。", "Duplicated: {names}.")
DONE_NEW = text("用同一份画像建好了：{names}。", "Made with the same profile: {names}.")
DONE_BIN = text("放进了回收站：{names}。30 天内可以取回。", "In the bin: {names}. It can be taken back for 30 days.")
DONE_ARCHIVE = text("已归档：{names}。", "Archived: {names}.")
TAKE_BACK = text("撤回", "Undo")
NAMES_MORE = text("{names}等 {count} 份", "{names} and others, {count} in all")
GONE = text(
    "这份自评已经不在了：可能在另一个窗口里彻底删掉了。列表已更新。",
    "This self-check is gone: another window may have deleted it for good. The list is up to date.",
)
RECEIPT = text(
    "已彻底删除：{at}，第 {revision} 版，SHA-256 {digest}",
    "Deleted for good: {at}, revision {revision}, SHA-256 {digest}",
)
RECEIPTS = text("已彻底删除 {count} 份。", "Deleted for good: {count}.")
NOT_WIPED = text(
    "有程序正在读数据库，文件还没能重写；回答已经删掉，文件会在下次打开这一页或重启时重写。",
    "Something is reading the database, so the file is not written anew yet. The answers are deleted; the file is written anew when this page is next opened, or at the next start.",
)
SAVE_RECEIPT = text("保存凭据", "Save the receipt")
RECEIPT_NAME = text("ECQ 删除凭据", "ECQ receipt of deletion")

# Whose list it is
OF_THIS_COMPUTER = text("列出的是这台电脑上的全部自评。", "The list holds every self-check on this computer.")
OF_THIS_BROWSER = text(
    "列表只属于这个浏览器。清除 cookie 后列表就没了，自评还在，有网址就能打开。",
    "The list belongs to this browser. Clearing cookies loses the list, not the self-checks: their addresses still open them.",
)
FORGET = text("从列表去掉", "Off this list")
FORGET_ALL = text("忘掉整张列表", "Forget the whole list")
FORGET_ALL_SURE = text(
    "这个浏览器不再列出任何自评。自评不会删除；没有记下网址的，就再也打不开了。",
    "This browser lists no self-check any more. Nothing is deleted, but what you have no address of cannot be opened again.",
)
DONE_FORGET = text(
    "从这个浏览器的列表去掉了：{names}。自评还在。", "Off this browser's list: {names}. The self-check stays."
)
