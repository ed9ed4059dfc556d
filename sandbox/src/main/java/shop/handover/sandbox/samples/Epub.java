package shop.handover.sandbox.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.stream.Collectors;
import shop.handover.sandbox.samples.Manuscript.Block;

/// Binds a manuscript as an EPUB 3 book of one chapter.
final class Epub {

    private Epub() {}

    static byte[] of(Manuscript manuscript) {
        // The format wants `mimetype` first and stored, so that its kind can be told from the first bytes.
        return new StoredZip()
                .add("mimetype", "application/epub+zip".getBytes(UTF_8))
                .add("META-INF/container.xml", CONTAINER.getBytes(UTF_8))
                .add(
                        "book.opf",
                        PACKAGE.formatted(id(manuscript), escaped(manuscript.title()))
                                .getBytes(UTF_8))
                .add("contents.xhtml", page(manuscript.title(), CONTENTS))
                .add("text.xhtml", page(manuscript.title(), body(manuscript)))
                .bytes();
    }

    private static UUID id(Manuscript manuscript) {
        return UUID.nameUUIDFromBytes(manuscript.title().getBytes(UTF_8));
    }

    private static String body(Manuscript manuscript) {
        return "<h1>" + escaped(manuscript.title()) + "</h1>\n"
                + manuscript.blocks().stream().map(Epub::html).collect(Collectors.joining("\n"));
    }

    private static String html(Block block) {
        return switch (block) {
            case Block.Heading heading -> "<h2>" + escaped(heading.text()) + "</h2>";
            case Block.Paragraph paragraph -> "<p>" + escaped(paragraph.text()) + "</p>";
            case Block.Listing listing -> "<pre>" + escaped(String.join("\n", listing.lines())) + "</pre>";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static byte[] page(String title, String body) {
        return PAGE.formatted(escaped(title), body).getBytes(UTF_8);
    }

    private static final String CONTAINER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
              <rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
            </container>
            """;

    private static final String PACKAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
              <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:identifier id="id">urn:uuid:%s</dc:identifier>
                <dc:title>%s</dc:title>
                <dc:language>en</dc:language>
                <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
              </metadata>
              <manifest>
                <item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
                <item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
              </manifest>
              <spine><itemref idref="text"/></spine>
            </package>
            """;

    private static final String CONTENTS = """
            <nav epub:type="toc"><h1>Contents</h1><ol><li><a href="text.xhtml">The text</a></li></ol></nav>""";

    private static final String PAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
            <head><title>%s</title></head>
            <body>
            %s
            </body>
            </html>
            """;
}
