"""The metadata of the PDF as XMP: what an archive reads. Knows the format; takes every value from outside.

fpdf2 writes XMP of its own, but with the time of writing in it, which would make every report a different file.
"""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

_PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="ECQ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <xmp:MetadataDate>{day}</xmp:MetadataDate>
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""


def xmp(title: str, lang: str, creator: str, producer: str, day: datetime) -> str:
    """The XMP packet of a report, without the wrapping that fpdf2 adds."""
    return _PACKET.format(
        title=escape(title),
        lang=escape(lang),
        creator=escape(creator),
        producer=escape(producer),
        day=day.isoformat(timespec="seconds"),
    )
