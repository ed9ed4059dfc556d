package shop.handover.kit.colour;

import java.util.stream.DoubleStream;

/// A colour of the sRGB screen, and the two ways of looking at it that the accent needs: OKLab, in which equal steps
/// look equal, and WCAG's contrast.
///
/// @param red 0 to 1, gamma-encoded, and so are the others
/// @see <a href="https://bottosson.github.io/posts/oklab/">Björn Ottosson: a perceptual colour space</a>
/// @see <a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG 2.2: contrast ratio</a>
record Colour(double red, double green, double blue) {

    /// Lightness 0 to 1, chroma from 0, hue in radians.
    record Oklch(double lightness, double chroma, double hue) {

        private static final double GIVING_WAY = .98;
        private static final double BARELY_A_COLOUR = .0001;

        Oklch withLightness(double changed) {
            return new Oklch(changed, chroma, hue);
        }

        Oklch withChromaUpTo(double most) {
            return new Oklch(lightness, Math.min(chroma, most), hue);
        }

        /// The strongest colour of this lightness and hue that a screen can show: where there is none of this chroma,
        /// the chroma gives way, for a cut channel would turn the hue.
        Colour colour() {
            var most = chroma;
            while (most > BARELY_A_COLOUR && !linear(most).isShown()) {
                most *= GIVING_WAY;
            }
            return linear(most).encoded();
        }

        private Light linear(double ofChroma) {
            return Light.of(lightness, ofChroma * Math.cos(hue), ofChroma * Math.sin(hue));
        }
    }

    /// Red, green and blue before gamma-encoding; a channel out of 0 to 1 cannot be shown.
    private record Light(double red, double green, double blue) {

        private static final double ROUNDING = .0001;

        static Light of(double lightness, double a, double b) {
            var l = Math.pow(lightness + .3963377774 * a + .2158037573 * b, 3);
            var m = Math.pow(lightness - .1055613458 * a - .0638541728 * b, 3);
            var s = Math.pow(lightness - .0894841775 * a - 1.2914855480 * b, 3);
            return new Light(
                    4.0767416621 * l - 3.3077115913 * m + .2309699292 * s,
                    -1.2684380046 * l + 2.6097574011 * m - .3413193965 * s,
                    -.0041960863 * l - .7034186147 * m + 1.7076147010 * s);
        }

        boolean isShown() {
            return DoubleStream.of(red, green, blue)
                    .allMatch(channel -> channel >= -ROUNDING && channel <= 1 + ROUNDING);
        }

        Colour encoded() {
            return new Colour(Colour.encoded(red), Colour.encoded(green), Colour.encoded(blue));
        }
    }

    /// Reads `#rrggbb`.
    static Colour of(String hex) {
        var rgb = Integer.parseInt(hex.substring(1), 16);
        return new Colour((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    }

    /// Rounded to the 256 steps that a stylesheet writes and a screen paints.
    Colour rounded() {
        return of(hex());
    }

    /// As a stylesheet writes it.
    String hex() {
        return "#%02x%02x%02x".formatted(Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255));
    }

    Oklch oklch() {
        var lab = oklab();
        return new Oklch(lab[0], Math.hypot(lab[1], lab[2]), Math.atan2(lab[2], lab[1]));
    }

    /// What `color-mix(in oklab, this share, ground)` paints.
    Colour mixedInto(Colour ground, double share) {
        var mine = oklab();
        var theirs = ground.oklab();
        return Light.of(
                        mine[0] * share + theirs[0] * (1 - share),
                        mine[1] * share + theirs[1] * (1 - share),
                        mine[2] * share + theirs[2] * (1 - share))
                .encoded();
    }

    /// From 1, the same, to 21, black on white.
    double contrastTo(Colour other) {
        var mine = luminance() + .05;
        var theirs = other.luminance() + .05;
        return Math.max(mine, theirs) / Math.min(mine, theirs);
    }

    private double luminance() {
        return .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
    }

    private double[] oklab() {
        var r = linear(red);
        var g = linear(green);
        var b = linear(blue);
        var l = Math.cbrt(.4122214708 * r + .5363325363 * g + .0514459929 * b);
        var m = Math.cbrt(.2119034982 * r + .6806995451 * g + .1073969566 * b);
        var s = Math.cbrt(.0883024619 * r + .2817188376 * g + .6299787005 * b);
        return new double[] {
            .2104542553 * l + .7936177850 * m - .0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + .4505937099 * s,
            .0259040371 * l + .7827717662 * m - .8086757660 * s
        };
    }

    private static double linear(double channel) {
        return channel <= .04045 ? channel / 12.92 : Math.pow((channel + .055) / 1.055, 2.4);
    }

    private static double encoded(double light) {
        var cut = Math.clamp(light, 0, 1);
        return cut <= .0031308 ? cut * 12.92 : 1.055 * Math.pow(cut, 1 / 2.4) - .055;
    }
}
