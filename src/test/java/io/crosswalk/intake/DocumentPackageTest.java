package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.BatchId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPackageTest {

    private static final long LIMIT = 8L << 20;

    private final List<String> seen = new ArrayList<>();
    private final List<BatchId> batches = new ArrayList<>();

    @Test
    void findsTheDocumentsOfAnXdmPackageAndPassesOverItsPagesAndPictures() {
        look(ZipSamples.xdm());

        assertThat(seen).containsExactly("IHE_XDM/SUBSET01/DOC0001.XML", "IHE_XDM/SUBSET01/DOC0002");
        assertThat(batches).containsOnly(new BatchId("", "1.2.3.555"));
    }

    @Test
    void findsDocumentsOfAPlainPackage() {
        look(ZipSamples.zip(Map.of("a/b/c.xml", Cda.document("D1"))));

        assertThat(seen).containsExactly("a/b/c.xml");
        assertThat(batches).containsExactly(BatchId.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/cron.d/x.xml", "/etc/x.xml", "a/../../x.xml", "C:\\x.xml", "..\\x.xml"})
    void refusesAnEntryWhoseNameLeadsOutAndTakesTheOthers(String name) {
        look(twoWith(name, Cda.document("D1")));

        assertThat(seen).hasSize(2).last().isEqualTo("good.xml");
        assertThat(seen.get(0)).endsWith(" E_PACKAGE_NAME");
    }

    @Test
    void refusesALink() {
        look(twoWith("link.xml", "/etc/passwd".getBytes(StandardCharsets.UTF_8)));

        assertThat(seen).containsExactly("link.xml E_PACKAGE_NAME", "good.xml");
    }

    @Test
    void refusesAPackageInAPackage() {
        look(twoWith("inner.zip", ZipSamples.xdm()));

        assertThat(seen).containsExactly("inner.zip E_PACKAGE_NESTED", "good.xml");
    }

    @Test
    void refusesAnEntryThatUnpacksToFarMoreThanItIsWorth() {
        byte[] blown =
                (Cda.text("D1", "1", "<title>" + " ".repeat(4 << 20) + "</title>")).getBytes(StandardCharsets.UTF_8);

        look(twoWith("bomb.xml", blown));

        assertThat(seen).containsExactly("bomb.xml E_PACKAGE_BOMB", "good.xml");
    }

    @Test
    void refusesAnEntryBeyondTheLimitOfTheChannelWithoutUnpackingItToItsEnd() {
        look(twoWith("large.xml", new byte[(int) LIMIT * 3]));

        assertThat(seen).hasSize(2).last().isEqualTo("good.xml");
        assertThat(seen.get(0)).matches("large.xml E_(TOO_LARGE|PACKAGE_BOMB)");
    }

    @Test
    void stopsAtWhatAWholePackageMayUnpackTo() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            // Just below the ratio, and below what is harmless alone.
            entries.put("f" + i, ("<a>" + " ".repeat(1_000_000) + "</a>").getBytes(StandardCharsets.UTF_8));
        }
        entries.put("good.xml", Cda.document("D1"));

        look(ZipSamples.zip(entries));

        assertThat(seen).singleElement().asString().endsWith("E_PACKAGE_BOMB");
    }

    @Test
    void refusesMoreEntriesThanAnyPackageHas() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 10_001; i++) {
            entries.put("f" + i, new byte[0]);
        }

        look(ZipSamples.zip(entries));

        assertThat(seen).containsExactly(" E_PACKAGE_ENTRIES");
    }

    @Test
    void refusesAnEncryptedEntryWithAClearReason() {
        byte[] zip = twoWith("secret.xml", Cda.document("D1"));
        // Bit 0 of the general purpose flags, in the table of contents.
        int table = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[table + 8] |= 1;
        zip[6] |= 1;

        look(zip);

        assertThat(seen).containsExactly("secret.xml E_PACKAGE_ENCRYPTED", "good.xml");
    }

    @Test
    void refusesAnEntryWhoseChecksumDoesNotFit() {
        byte[] zip = twoWith("damaged.xml", Cda.document("D1"));
        int table = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[table + 16] ^= 0x55;

        look(zip);

        assertThat(seen).containsExactly("damaged.xml E_PACKAGE_DAMAGED", "good.xml");
    }

    @Test
    void refusesAPackageThatWasCutOff() {
        byte[] zip = ZipSamples.xdm();

        look(java.util.Arrays.copyOf(zip, zip.length / 2));

        assertThat(seen).containsExactly(" E_PACKAGE_DAMAGED");
    }

    @Test
    void refusesAPackageWithoutADocument() {
        look(ZipSamples.zip(Map.of("a.txt", new byte[3], "b.xml", "<x/>".getBytes(StandardCharsets.UTF_8))));

        assertThat(seen).containsExactly(" E_PACKAGE_EMPTY");
    }

    @Test
    void tellsOfAnXmlFileThatMayHaveBeenADocument() {
        look(twoWith("broken.xml", "<Clinical".getBytes(StandardCharsets.UTF_8)));

        assertThat(seen).containsExactly("broken.xml E_XML_BROKEN", "good.xml");
    }

    @Test
    void knowsAPackageByItsFirstBytes() {
        assertThat(DocumentPackage.startsIn(ZipSamples.xdm())).isTrue();
        assertThat(DocumentPackage.startsIn(Cda.document("D1"))).isFalse();
        assertThat(DocumentPackage.startsIn(new byte[] {'P', 'K'})).isFalse();
    }

    private static byte[] twoWith(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(name, content);
        entries.put("good.xml", Cda.document("D9"));
        return ZipSamples.zip(entries);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("no table of contents in the sample");
    }

    private void look(byte[] zip) {
        new DocumentPackage(zip, LIMIT).visit(new DocumentPackage.Visitor() {
            @Override
            public void document(String entry, BatchId in, byte[] document) {
                seen.add(entry);
                batches.add(in);
            }

            @Override
            public void fault(String entry, DocumentFault fault) {
                seen.add(entry + " " + fault.code());
            }
        });
    }
}
