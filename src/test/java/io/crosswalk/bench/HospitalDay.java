package io.crosswalk.bench;

import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages as one hospital sends them in a day: other patients, visits and orders in each, the staff and the beds of one
 * house. Made of the messages in {@code src/test/resources/benchmark}; all people are invented. The same name gives the
 * same messages.
 */
public final class HospitalDay {

    /** Different messages. */
    public static final int MESSAGES = 500;

    private static final int DOCTORS = 300;
    private static final int WARDS = 20;
    private static final int BEDS = 24;
    private static final int PRIME = 7919;

    private static final List<String> PEOPLE = List.of(
            "1093817465^Lindqvist^Astrid", "1205836491^Moreau^Etienne", "1316974520^Okafor^Chidi", "LT7^Bergman^Ilse");
    private static final String[] FAMILY = {"Abernathy", "Beaumont", "Cavanagh", "Delacroix", "Eskildsen", "Fairweather"
    };
    private static final String[] GIVEN = {"Alma", "Bruno", "Celia", "Dorian", "Edda", "Fabian", "Greta"};

    private HospitalDay() {}

    /** The messages made of one of the benchmark's files, named without its ending. */
    public static List<byte[]> of(String name) throws IOException {
        String pattern =
                Files.readString(Path.of("src/test/resources/benchmark", name + ".hl7"), StandardCharsets.UTF_8);
        List<byte[]> day = new ArrayList<>(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            day.add(message(pattern, i).getBytes(StandardCharsets.UTF_8));
        }
        return day;
    }

    /** The same as a channel has received them, each with its key. */
    public static List<ReceivedMessage> received(String name) throws IOException {
        return of(name).stream().map(HospitalDay::received).toList();
    }

    private static ReceivedMessage received(byte[] body) {
        return new ReceivedMessage(
                MessageKey.of("bench", "", "", "", "", body),
                "1",
                "bench",
                "",
                Format.HL7V2,
                "1",
                "",
                Instant.EPOCH,
                body);
    }

    private static String message(String pattern, int i) {
        int patient = i * PRIME % 9000 + 1000;
        String text = pattern.replace("BENCH-", "BENCH-" + i + '-')
                .replace("4711", Integer.toString(patient))
                .replace("Ostrander", FAMILY[i % FAMILY.length])
                .replace("Philippa", GIVEN[i % GIVEN.length])
                .replace("214 Quarry", 1 + i + " Quarry")
                .replace("3W^307^B", 1 + i % WARDS + "W^" + (300 + i % BEDS) + "^B");
        for (int person = 0; person < PEOPLE.size(); person++) {
            String[] parts = PEOPLE.get(person).split("\\^");
            int doctor = (i * PRIME + person * 101) % DOCTORS;
            text = text.replace(
                    PEOPLE.get(person), parts[0] + doctor + '^' + parts[1] + '^' + GIVEN[doctor % GIVEN.length]);
        }
        return text;
    }
}
