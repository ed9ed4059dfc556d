package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PictureTest {

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void a_large_picture_is_offered_in_widths_below_its_own(String format) throws IOException {
        var large = picture(1000, 625, format);
        var picture = Picture.of(large).orElseThrow();

        assertThat(picture.smaller()).containsExactly(400, 800);
        var small = ImageIO.read(new ByteArrayInputStream(picture.at(400)));
        assertThat(small.getWidth()).isEqualTo(400);
        assertThat(small.getHeight()).isEqualTo(250);
        assertThat(picture.at(400)).hasSizeLessThan(large.length).isEqualTo(picture.at(400));
    }

    @Test
    void what_is_no_picture_of_pixels_is_served_as_it_is() {
        assertThat(Picture.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Picture.of(new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0})).isEmpty();
    }

    static byte[] picture(int width, int height, String format) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var dice = new Random(1);
        // Grain, as a photograph has: flat colours are as small at any width.
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, dice.nextInt(0xffffff));
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
