package shop.handover.page;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;

/// A photograph or screenshot that can be made smaller, so that a phone does not load what was meant for a wall.
/// JPEG and PNG; other kinds are served as they are.
final class Picture {

    /// Widths in pixels that a cover is offered in besides its own.
    static final int[] WIDTHS = {400, 800, 1200};

    // More decoded pixels than this need more memory than a service has to spare.
    private static final long MOST_PIXELS = 12_000_000;
    private static final float QUALITY = .82f;

    private final byte[] content;
    private final int width;
    private final int height;

    private Picture(byte[] content, int width, int height) {
        this.content = content;
        this.width = width;
        this.height = height;
    }

    /// Reads the size alone; empty where the picture cannot be made smaller.
    static Optional<Picture> of(byte[] content) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                return Optional.of(new Picture(content, reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // What claims to be a picture and is none is shown as it is: the browser knows best.
            return Optional.empty();
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// How high it is at a smaller width.
    int heightAt(int wanted) {
        return Math.max(1, Math.round((float) wanted * height / width));
    }

    /// The widths this one is worth being offered in.
    IntStream smaller() {
        return IntStream.of(WIDTHS).filter(wanted -> wanted < width);
    }

    /// The picture at a smaller width, of the same kind; as it was where that would be larger in bytes.
    byte[] at(int wanted) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            var reader = ImageIO.getImageReaders(in).next();
            try {
                var small = written(scaled(decoded(reader, in, wanted), wanted), reader.getFormatName());
                return small.length < content.length ? small : content;
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Every second or third pixel is enough where the picture is several times as large as wanted.
    private BufferedImage decoded(ImageReader reader, ImageInputStream in, int wanted) throws IOException {
        reader.setInput(in);
        var how = reader.getDefaultReadParam();
        var step = Math.max(1, width / wanted / 2);
        while ((long) width * height / ((long) step * step) > MOST_PIXELS) {
            step++;
        }
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private BufferedImage scaled(BufferedImage from, int wanted) {
        var type = from.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var to = new BufferedImage(wanted, heightAt(wanted), type);
        Graphics2D brush = to.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
        brush.dispose();
        return to;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            var how = writer.getDefaultWriteParam();
            if (how.canWriteCompressed() && format.equalsIgnoreCase("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
