package shop.handover.sandbox.samples;

import java.util.ArrayList;
import java.util.List;

/// A text before it becomes a book: a title and a run of blocks, read from a small subset of Markdown.
record Manuscript(String title, List<Block> blocks) {

    /// A piece of the text that is set in one manner.
    sealed interface Block {
        record Heading(String text) implements Block {}

        record Paragraph(String text) implements Block {}

        record Listing(List<String> lines) implements Block {}
    }

    /// Reads `# title`, `## heading`, paragraphs parted by blank lines, and listings indented by four spaces.
    static Manuscript read(String markdown) {
        String title = "";
        List<Block> blocks = new ArrayList<>();
        for (String part : markdown.split("\n{2,}")) {
            if (part.startsWith("# ")) {
                title = part.substring(2).strip();
            } else if (part.startsWith("## ")) {
                blocks.add(new Block.Heading(part.substring(3).strip()));
            } else if (part.startsWith("    ")) {
                blocks.add(new Block.Listing(part.stripTrailing()
                        .lines()
                        .map(line -> line.substring(Math.min(4, line.length())))
                        .toList()));
            } else if (!part.isBlank()) {
                blocks.add(new Block.Paragraph(part.strip().replace('\n', ' ')));
            }
        }
        return new Manuscript(title, blocks);
    }
}
