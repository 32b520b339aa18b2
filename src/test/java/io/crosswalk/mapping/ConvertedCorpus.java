package io.crosswalk.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.Corpus;
import io.crosswalk.mapping.plan.MessagePlan;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Batch;
import io.crosswalk.source.hl7v2.Hl7v2Message;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every published message of a structure that the mappings know, and what the mappings as they are shipped make of it. */
final class ConvertedCorpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param file the message's file, which may hold several
     * @param part its ordinal in the file, from 1
     */
    record Sample(Path file, int part, byte[] message, Conversion conversion) {

        String name() {
            return Corpus.reference("corpus/hl7v2").relativize(file) + "#" + part;
        }

        JsonNode bundle() throws IOException {
            return JSON.readTree(conversion.bundle());
        }
    }

    private final Converter converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));
    private final List<Sample> samples = new ArrayList<>();

    private ConvertedCorpus() {}

    static ConvertedCorpus read() throws IOException {
        ConvertedCorpus corpus = new ConvertedCorpus();
        for (Path file : Corpus.hl7v2()) {
            int part = 0;
            for (byte[] body : Batch.split(Files.readAllBytes(file))) {
                part++;
                if (corpus.isMeant(body)) {
                    corpus.samples.add(new Sample(file, part, body, corpus.convert(body)));
                }
            }
        }
        return corpus;
    }

    /** In a fixed order. */
    List<Sample> samples() {
        return samples;
    }

    private boolean isMeant(byte[] body) {
        Hl7v2Message message = Hl7v2Reader.read(body, null);
        if (!message.readable()) {
            return false;
        }
        MessagePlan plan = converter.plan().select(message.structure(), message.messageCode(), message.triggerEvent());
        return plan != null;
    }

    Conversion convert(byte[] body) {
        return converter.convert(new ReceivedMessage(
                MessageKey.of("corpus", "", "", "", "", body),
                "corpus",
                "corpus",
                "",
                Format.HL7V2,
                "",
                "",
                Instant.EPOCH,
                body));
    }
}
