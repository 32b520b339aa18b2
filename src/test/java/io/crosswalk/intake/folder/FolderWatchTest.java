package io.crosswalk.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.intake.DocumentFault;
import io.crosswalk.intake.Receipt;
import io.crosswalk.message.MessageKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:15:00Z");
    private static final Receipt TAKEN = Receipt.of(new Receipt.Taken(MessageKey.of("", "", "", "", "", new byte[0])));

    @TempDir
    Path folder = Path.of("");

    private final List<String> handedIn = new CopyOnWriteArrayList<>();
    private volatile Function<String, Receipt> answers = content -> TAKEN;
    private FolderWatch watch = watch("");

    @AfterEach
    void close() {
        watch.close();
    }

    private FolderWatch watch(String marker) {
        return new FolderWatch(
                "documents",
                new FolderOptions(folder, Duration.ofMillis(150), Duration.ofMillis(20), marker),
                this::receive,
                InstantSource.fixed(NOW));
    }

    private void start(String marker) {
        watch = watch(marker);
        watch.start();
    }

    private void receive(Path file, Consumer<Receipt> told) {
        try {
            String content = Files.readString(file);
            handedIn.add(content);
            told.accept(answers.apply(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Path today(Path folder) {
        return folder.resolve("done")
                .resolve(LocalDate.ofInstant(NOW, ZoneId.systemDefault()).toString());
    }

    private static List<String> names(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".crosswalk.lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void awaitDone(String... names) {
        await().untilAsserted(() -> assertThat(names(today(folder))).containsExactly(names));
    }

    @Test
    void takesAFileAndPutsItAwayByItsDay() throws IOException {
        start("");
        write("a.xml", "A");

        awaitDone("a.xml");
        assertThat(handedIn).containsExactly("A");
        assertThat(names(folder)).isEmpty();
        assertThat(names(folder.resolve("processing"))).isEmpty();
    }

    @Test
    void leavesAFileAloneWhileItIsBeingWritten() throws Exception {
        start("");
        Path growing = write("a.xml", "");
        for (int i = 0; i < 20; i++) {
            Files.writeString(growing, "x", StandardOpenOption.APPEND);
            Thread.sleep(25);
            assertThat(handedIn).isEmpty();
        }
        awaitDone("a.xml");
        assertThat(handedIn).containsExactly("x".repeat(20));
    }

    @Test
    void leavesAloneWhatSaysByItsNameThatItIsNotFinished() throws IOException {
        start("");
        for (String name : List.of("a.xml.part", "b.tmp", "c.xml.filepart", ".d.xml", "e.xml~")) {
            write(name, "unfinished");
        }
        Files.createSymbolicLink(folder.resolve("link.xml"), Path.of("/etc/hostname"));
        write("last.xml", "L");

        awaitDone("last.xml");
        assertThat(handedIn).containsExactly("L");
        assertThat(names(folder)).hasSize(6);
    }

    @Test
    void waitsForTheMarkerOfASenderThatWritesOneAndTakesItAwayToo() throws Exception {
        start(".done");
        write("a.xml", "A");
        Thread.sleep(400);
        assertThat(handedIn).isEmpty();

        write("a.xml.done", "");

        awaitDone("a.xml");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void takesTheOldestFirst() throws IOException {
        for (int i = 0; i < 9; i++) {
            Files.setLastModifiedTime(write("f" + i, "" + i), FileTime.from(NOW.minusSeconds(i)));
        }
        start("");

        await().untilAsserted(() -> assertThat(handedIn).containsExactly("8", "7", "6", "5", "4", "3", "2", "1", "0"));
    }

    @Test
    void putsARefusedFileAsideWithAReasonForPeople() throws IOException {
        answers = content -> new Receipt(List.of(
                new Receipt.Part("one.xml", new Receipt.Taken(MessageKey.of("", "", "", "", "", new byte[0]))),
                new Receipt.Part(
                        "two.xml",
                        new Receipt.Refused(new DocumentFault(
                                DocumentFault.Kind.UNREADABLE,
                                "E_XML_ENDS",
                                "line 3, column 9",
                                "it ends",
                                "send it again")))));
        start("");
        write("p.zip", "PATIENT");

        await().untilAsserted(() -> assertThat(names(folder.resolve("failed"))).contains("p.zip", "p.zip.reason.txt"));
        assertThat(Files.readString(folder.resolve("failed/p.zip.reason.txt")))
                .isEqualTo(
                        "Not all of this file was taken: 1 of its documents are on their way, the others are below.\n"
                                + "When: 2026-01-05T10:15:00Z\n\n"
                                + "Entry:  two.xml\nPlace:  line 3, column 9\nReason: it ends (E_XML_ENDS)\nDo:     send it again\n\n"
                                + "When it is mended, put the file into the folder again. What was taken before is recognised"
                                + " and not done twice.\n");
    }

    @Test
    void keepsWhatCannotBeStoredAndHandsItInAgain() throws Exception {
        answers = content -> Receipt.of(new Receipt.NotStored("the queue or its disk is full"));
        start("");
        write("a.xml", "A");
        await().untilAsserted(() -> assertThat(watch.trouble().orElse("")).contains("the queue or its disk is full"));
        assertThat(names(folder.resolve("processing"))).containsExactly("a.xml");

        answers = content -> TAKEN;

        awaitDone("a.xml");
        await().untilAsserted(() -> assertThat(watch.trouble()).isEmpty());
    }

    @Test
    void handsInWhatACrashHasLeftInProcessing() throws IOException {
        Files.createDirectories(folder.resolve("processing"));
        write("processing/left.xml", "L");
        start("");

        awaitDone("left.xml");
        assertThat(handedIn).containsExactly("L");
    }

    @Test
    void keepsAllFilesOfOneNameApart() throws IOException {
        start("");
        write("a.xml", "1");
        await().until(() ->
                handedIn.size() == 1 && names(folder.resolve("processing")).isEmpty());
        write("a.xml", "2");
        await().until(() ->
                handedIn.size() == 2 && names(folder.resolve("processing")).isEmpty());
        write("a.xml", "3");

        await().untilAsserted(() -> assertThat(names(today(folder))).hasSize(3).contains("a.xml"));
        assertThat(names(today(folder))).allMatch(name -> name.endsWith(".xml"));
    }

    @Test
    void leavesAFolderToTheEngineThatHasIt() throws IOException {
        start("");
        await().until(() -> Files.exists(folder.resolve(".crosswalk.lock")));
        try (FolderWatch second = watch("")) {
            second.start();
            await().untilAsserted(() -> assertThat(second.trouble().orElse("")).contains("another engine"));
        }
        write("a.xml", "A");
        awaitDone("a.xml");
    }

    @Test
    void takesThousandsOfFilesAndRemembersOnlySomeOfThem() throws IOException {
        int many = Integer.getInteger("crosswalk.files", 3_000);
        for (int i = 0; i < many; i++) {
            write("f" + i + ".xml", "" + i);
        }
        start("");

        await().atMost(Duration.ofMinutes(10)).until(() -> handedIn.size() >= many);
        await().untilAsserted(() -> assertThat(names(today(folder))).hasSize(many));
        assertThat(handedIn).doesNotHaveDuplicates().hasSize(many);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void readsTextOfAnyName() throws IOException {
        start("");
        String name = "\u00e4".repeat(120) + ".xml";
        answers = content -> Receipt.of(new Receipt.Refused(
                new DocumentFault(DocumentFault.Kind.UNREADABLE, "E_EMPTY", "", "it is empty", "send it again")));
        write(name, "A");

        await().untilAsserted(() -> assertThat(names(folder.resolve("failed"))).hasSize(2));
        assertThat(names(folder.resolve("failed")).get(0).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(256);
    }
}
