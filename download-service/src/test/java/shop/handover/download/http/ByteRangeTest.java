package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.http.ByteRange.Part;
import shop.handover.download.http.ByteRange.Unsatisfiable;
import shop.handover.download.http.ByteRange.Whole;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=0-999, 0, 99",
        "bytes=99-, 99, 99",
        "bytes=10-19, 10, 19",
        "bytes=-1, 99, 99",
        "bytes=-100, 0, 99",
        "bytes=-5000, 0, 99",
        "bytes=0-99999999999999999999999, 0, 99",
        "bytes=-99999999999999999999999, 0, 99",
        "bytes=007-8, 7, 8",
        "BYTES=1-2, 1, 2",
        "'bytes=1-2,', 1, 2",
        "'bytes=,1-2', 1, 2",
        "'bytes=, ,1-2 ,', 1, 2"
    })
    void one_stretch_is_cut_to_the_file(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"})
    void what_lies_beyond_the_file_cannot_be_had(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=,",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes=--1",
                "bytes=+1-2",
                "bytes= 1-2",
                "bytes=1 -2",
                "bytes=1- 2",
                "bytes =1-2",
                "bytes=0x1-0x2",
                "bytes=1.0-2",
                "bytes=\u0661-\u0662",
                "bytes:1-2",
                "lines=1-2",
                "bytes=1-2;",
                "none"
            })
    void nonsense_and_other_units_are_answered_with_everything(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=0-,0-,0-,0-", "bytes=-1,0-", "bytes=100-,0-1"})
    void several_stretches_are_answered_with_everything(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole());
    }

    @Test
    void without_a_header_everything_is_asked_for() {
        assertThat(ByteRange.of(null, 100)).isEqualTo(new Whole());
    }

    @Test
    void an_empty_file_has_no_first_byte_but_all_of_it_can_be_had() {
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new Whole());
    }

    @Test
    void a_thousand_overlapping_ranges_cost_next_to_nothing() {
        assertThat(ByteRange.of("bytes=" + "0-,".repeat(5000), 100)).isEqualTo(new Whole());
    }

    @Test
    void every_stretch_of_a_small_file_is_what_an_array_says() {
        for (var size = 1; size <= 6; size++) {
            for (var first = 0; first <= 7; first++) {
                for (var last = first; last <= 8; last++) {
                    var expected = first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));

                    assertThat(ByteRange.of("bytes=" + first + "-" + last, size))
                            .isEqualTo(expected);
                }
            }
        }
    }
}
