package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampledConversionTest {

    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    private final List<String> lookedAt = new ArrayList<>();
    private final List<String> unmapped = new ArrayList<>();

    private SampledConversion sampled(int oneIn) {
        return new SampledConversion(CONVERTER, oneIn, new PipelineEvents() {
            @Override
            public void lookedAt(String channel, List<String> places) {
                lookedAt.add(channel);
                unmapped.addAll(places);
            }
        });
    }

    private static ReceivedMessage message(String channel, String type, byte[] body) {
        return new ReceivedMessage(
                MessageKey.of(channel, "", "", "", "", body),
                "a",
                channel,
                "",
                Format.HL7V2,
                "1",
                type,
                Instant.EPOCH,
                body);
    }

    private static ReceivedMessage admission(String channel, String type) {
        return message(channel, type, Samples.adt("1", "4711"));
    }

    @Test
    void looksAtTheFirstOfEachChannelAndTypeAndThenAtOneInSoMany() {
        SampledConversion sampled = sampled(3);

        for (int i = 0; i < 7; i++) {
            sampled.apply(admission("adt", "ADT^A08"));
        }
        sampled.apply(admission("adt", "ADT^A01"));
        sampled.apply(admission("other", "ADT^A08"));

        assertThat(lookedAt).containsExactly("adt", "adt", "adt", "adt", "other");
    }

    @Test
    void tellsThePlacesOfValuesThatNoRuleReads() {
        byte[] body = (new String(Samples.adt("1", "4711"), StandardCharsets.UTF_8) + "ZPI|1|invented\r")
                .getBytes(StandardCharsets.UTF_8);

        sampled(1).apply(message("adt", "ADT^A08", body));

        assertThat(unmapped).contains("ZPI-2").doesNotContain("PID-8", "PID-1");
    }

    @Test
    void givesTheSameBundleWhetherItLooksOrNot() {
        ReceivedMessage message = admission("adt", "ADT^A08");

        assertThat(sampled(1).apply(message).bundle())
                .isNotEmpty()
                .isEqualTo(sampled(0).apply(message).bundle())
                .isEqualTo(CONVERTER.convert(message).bundle());
        assertThat(lookedAt).hasSize(1);
    }

    @Test
    void tellsNothingOfAMessageThatCannotBeConverted() {
        byte[] body = "MSH|^~\\&|A|B|C|D|20260101||XXX^X01|1|P|2.5\r".getBytes(StandardCharsets.UTF_8);

        assertThat(sampled(1).apply(message("adt", "XXX^X01", body)).failed()).isTrue();
        assertThat(lookedAt).isEmpty();
    }

    @Test
    void aSenderOfEverNewTypesIsStillLookedAtNowAndThen() {
        SampledConversion sampled = sampled(10);
        for (int i = 0; i < 1000; i++) {
            sampled.apply(admission("adt", "ADT^" + i));
        }

        // 500 first ones, and one in ten of the other 500.
        assertThat(lookedAt).hasSize(550);
    }
}
