package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.intake.Cda;
import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.Receipt;
import io.crosswalk.intake.ZipSamples;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.DurableStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receipt is a promise: it waits for the store, whatever the store says. */
class DocumentDoorTest {

    @TempDir
    Path folder = Path.of("");

    private final List<ReceivedMessage> offered = new ArrayList<>();
    private final List<DurableStore.Outcome> outcomes = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Doors doors = new Doors(
            (message, outcome) -> {
                offered.add(message);
                outcomes.add(outcome);
            },
            (channel, at, code, place, reason, body) -> refused.add(code + " " + body.length),
            new PipelineEvents() {});
    private final DocumentDoor door = doors.door(DocumentOptions.of("documents"));

    @AfterEach
    void close() {
        doors.close();
    }

    private Receipt.Outcome only() {
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).parts()).hasSize(1);
        return receipts.get(0).parts().get(0).outcome();
    }

    @Test
    void saysNothingBeforeTheStoreHasTheDocument() {
        door.receive(Cda.document("D1"), receipts::add);

        assertThat(receipts).isEmpty();
        outcomes.get(0).stored();
        assertThat(only()).isEqualTo(new Receipt.Taken(offered.get(0).key()));
    }

    @Test
    void givesARepeatTheSameReceiptWithoutStoringItAgain() {
        door.receive(Cda.document("D1"), receipts::add);
        outcomes.get(0).stored();

        door.receive(Cda.document("D1"), receipts::add);

        assertThat(offered).hasSize(1);
        assertThat(receipts.get(1)).isEqualTo(receipts.get(0));
    }

    @Test
    void givesTheSameReceiptForWhatTheStoreFindsOnRecord() {
        door.receive(Cda.document("D1"), receipts::add);
        outcomes.get(0).repeats(new Earlier(Instant.now(), "x"));

        assertThat(receipts.get(0).isTaken()).isTrue();
    }

    @Test
    void asksForTheSameAgainWhenItCouldNotBeStored() {
        door.receive(Cda.document("D1"), receipts::add);
        outcomes.get(0).failed("the queue or its disk is full");

        assertThat(only()).isEqualTo(new Receipt.NotStored("the queue or its disk is full"));
        assertThat(receipts.get(0).isToBeRepeated()).isTrue();
    }

    @Test
    void neverQueuesWhatIsNoDocumentAndRecordsIt() {
        door.receive("<Clinical".getBytes(StandardCharsets.UTF_8), receipts::add);
        doors.close();

        assertThat(offered).isEmpty();
        assertThat(((Receipt.Refused) only()).fault().code()).isEqualTo("E_XML_ENDS");
        assertThat(refused).containsExactly("E_XML_ENDS 9");
    }

    @Test
    void storesEachDocumentOfAPackageAndAnswersWhenTheLastIsStored() {
        door.receive(ZipSamples.xdm(), receipts::add);

        assertThat(offered).extracting(ReceivedMessage::controlId).containsExactly("1.2.3.4^D1", "1.2.3.4^D2");
        assertThat(offered).extracting(ReceivedMessage::batch).containsOnly(new BatchId("", "1.2.3.555"));
        outcomes.get(1).stored();
        assertThat(receipts).isEmpty();
        outcomes.get(0).stored();
        assertThat(receipts.get(0).parts())
                .extracting(Receipt.Part::entry)
                .containsExactly("IHE_XDM/SUBSET01/DOC0001.XML", "IHE_XDM/SUBSET01/DOC0002");
        assertThat(receipts.get(0).isTaken()).isTrue();
    }

    @Test
    void takesTheOtherDocumentsOfAPackageWithABadOneAndNamesIt() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("one.xml", Cda.document("D1"));
        entries.put("cut.xml", Cda.text("D2", "1", "").substring(0, 700).getBytes(StandardCharsets.UTF_8));
        entries.put("three.xml", Cda.document("D3"));

        door.receive(ZipSamples.zip(entries), receipts::add);
        outcomes.forEach(DurableStore.Outcome::stored);

        assertThat(offered).hasSize(2);
        Receipt receipt = receipts.get(0);
        assertThat(receipt.isTaken()).isFalse();
        assertThat(receipt.isToBeRepeated()).isFalse();
        assertThat(receipt.parts().get(1).entry()).isEqualTo("cut.xml");
        assertThat(((Receipt.Refused) receipt.parts().get(1).outcome()).fault().code())
                .isEqualTo("E_XML_ENDS");
    }

    @Test
    void doesNotEvenReadAFileBeyondTheLimit() throws Exception {
        DocumentDoor small = doors.door(new DocumentOptions("documents", Set.of(), 100));
        Path file = Files.write(folder.resolve("a.xml"), Cda.document("D1"));

        small.receive(file, receipts::add);

        assertThat(((Receipt.Refused) only()).fault().code()).isEqualTo("E_TOO_LARGE");
    }

    @Test
    void readsAFile() throws Exception {
        door.receive(Files.write(folder.resolve("a.xml"), Cda.document("D1")), receipts::add);

        assertThat(offered.get(0).body()).isEqualTo(Cda.document("D1"));
    }

    @Test
    void asksForAFileAgainThatCannotBeReadNow() {
        door.receive(folder.resolve("gone.xml"), receipts::add);

        assertThat(receipts.get(0).isToBeRepeated()).isTrue();
    }

    @Test
    void isKnownByItsChannelWhileItsRouteRuns() {
        doors.opened(door);
        assertThat(doors.documents("documents")).contains(door);

        DocumentDoor later = doors.door(DocumentOptions.of("documents"));
        doors.opened(later);
        doors.closed(door);
        assertThat(doors.documents("documents"))
                .as("the one that came later stays")
                .contains(later);

        doors.closed(later);
        assertThat(doors.documents("documents")).isEmpty();
    }
}
