package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.cli.DemoDay.Event;
import io.crosswalk.source.hl7v2.Hl7v2Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoDayTest {

    @Test
    void tellsItsMessagesInTheOrderOfTheDay() throws Exception {
        DemoDay day = DemoDay.load();

        assertThat(day.events()).hasSizeBetween(20, 30).extracting(Event::time).isSorted();
        assertThat(day.events())
                .extracting(Event::story)
                .allSatisfy(story -> assertThat(story).endsWith("."));
        assertThat(day.expectations()).isNotEmpty();
    }

    @Test
    void numbersEachMessageOnceAndDatesItAtItsTime() throws Exception {
        Set<String> numbers = new HashSet<>();
        for (Event event : DemoDay.load().events()) {
            Hl7v2Header header = header(event);
            assertThat(numbers.add(header.controlId())).as(header.controlId()).isTrue();
            assertThat(header.dateTime()).isEqualTo("20260217" + event.time().replace(":", "") + "00+0000");
        }
    }

    @Test
    void sendsEachMessageOverTheChannelOfItsKind() throws Exception {
        for (Event event : DemoDay.load().events()) {
            assertThat(event.channel())
                    .as(event.story())
                    .isEqualTo(header(event).type().startsWith("ADT") ? "adt-from-his" : "lab-results-from-lis");
        }
    }

    /** One desk writes ISO 8859-1: its umlauts are single bytes, and MSH-18 says so. */
    @Test
    void hasMessagesInTwoCharacterSets() throws Exception {
        byte[] umlaut = {'J', (byte) 0xFC, 'r'};
        Event registration = DemoDay.load().events().stream()
                .filter(event -> event.story().startsWith("Jürgen Größmann registers"))
                .findFirst()
                .orElseThrow();

        assertThat(header(registration).characterSet()).isEqualTo("8859/1");
        assertThat(contains(registration.message(), umlaut)).isTrue();
    }

    private static Hl7v2Header header(Event event) {
        return Hl7v2Header.read(new String(event.message(), StandardCharsets.ISO_8859_1)
                .replace('\n', '\r')
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i + part.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
