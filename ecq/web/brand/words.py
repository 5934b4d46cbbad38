"""Words of the brand's panel."""

from ecq.base.language import text

BRAND = text("品牌", "Brand")
BRAND_KEPT_HERE = text(
    "记在这台电脑上，用于报告、演示和客户一览", "Kept on this computer, for reports, presentations and portfolios"
)
BRAND_KEPT_FOR_ORGANISATION = text(
    "归“{name}”所有，成员共用，用于报告、演示和客户一览",
    "Kept for {name}, for its members' reports, presentations and portfolios",
)
BRAND_KEPT_FOR_BROWSER = text(
    "只记在这个浏览器名下，用于报告、演示和客户一览",
    "Kept for this browser alone, for reports, presentations and portfolios",
)
BRAND_HINT = text("不填就是 ECQ", "ECQ where left empty")
ACCENT = text("强调色", "Accent colour")
LOGO_CHOOSE = text("标志（PNG、JPEG 或简单的 SVG）", "Logo (PNG, JPEG or plain SVG)")
LOGO = text("现在的标志", "The present logo")
LOGO_REMOVE = text("移除标志", "Remove the logo")
BRAND_DELETE = text("删除品牌，改回 ECQ", "Delete the brand, back to ECQ")
