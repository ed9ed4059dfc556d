package shop.handover.kit.colour;

import java.util.stream.Stream;

/// A shop's one colour as the pages may use it: kept in hue, moved in lightness until text in it can be read on every
/// ground of the look, in the light and in the dark. WCAG 2.2 AA asks for a contrast of 4.5.
///
/// @param light `#rrggbb` on light grounds
/// @param onLight text on a button in `light`
/// @param dark `#rrggbb` on dark grounds
/// @param onDark text on a button in `dark`
public record Accent(String light, String onLight, String dark, String onDark) {

    private static final double READABLE = 4.5;
    private static final double STEP = .005;
    private static final double TINT = .10;
    private static final double LEAST_LIGHTNESS_IN_THE_DARK = .76;
    private static final double MOST_CHROMA_IN_THE_DARK = .13;

    // Paper, surface and sunken of assets/tokens.css; the surface is what a tint is mixed into.
    private static final Grounds LIGHT = new Grounds("#f5f7f7", "#ffffff", "#edf1f1");
    private static final Grounds DARK = new Grounds("#0d1213", "#151c1d", "#0a0e0f");

    private record Grounds(Colour paper, Colour surface, Colour sunken) {

        Grounds(String paper, String surface, String sunken) {
            this(Colour.of(paper), Colour.of(surface), Colour.of(sunken));
        }

        boolean carry(Colour text) {
            return Stream.of(
                            paper,
                            surface,
                            sunken,
                            text.mixedInto(surface, TINT).rounded())
                    .allMatch(ground -> text.contrastTo(ground) >= READABLE);
        }
    }

    /// Computes the four values from the colour the shop asked for.
    ///
    /// @param asked `#rrggbb`
    public static Accent of(String asked) {
        var light = forLightGrounds(Colour.of(asked).oklch());
        var dark = forDarkGrounds(Colour.of(asked).oklch());
        return new Accent(light.hex(), textOn(light, "#0f1a1c"), dark.hex(), textOn(dark, "#04191c"));
    }

    /// The rules that follow the tokens in the stylesheet and take their place.
    public String css() {
        return """
                :root { --accent: %s; --on-accent: %s }
                @media (prefers-color-scheme: dark) { :root { --accent: %s; --on-accent: %s } }
                """.formatted(light, onLight, dark, onDark);
    }

    private static Colour forLightGrounds(Colour.Oklch wanted) {
        var lightness = wanted.lightness();
        while (lightness > 0 && !LIGHT.carry(shown(wanted.withLightness(lightness)))) {
            lightness -= STEP;
        }
        return shown(wanted.withLightness(lightness));
    }

    private static Colour forDarkGrounds(Colour.Oklch wanted) {
        var quiet = wanted.withChromaUpTo(MOST_CHROMA_IN_THE_DARK);
        var lightness = Math.max(wanted.lightness(), LEAST_LIGHTNESS_IN_THE_DARK);
        while (lightness < 1 && !DARK.carry(shown(quiet.withLightness(lightness)))) {
            lightness += STEP;
        }
        return shown(quiet.withLightness(lightness));
    }

    // Rounded to what the stylesheet will say, so that the checked colour is the painted one.
    private static Colour shown(Colour.Oklch colour) {
        return colour.colour().rounded();
    }

    private static String textOn(Colour ground, String dark) {
        return Colour.of("#ffffff").contrastTo(ground) >= READABLE ? "#ffffff" : dark;
    }
}
