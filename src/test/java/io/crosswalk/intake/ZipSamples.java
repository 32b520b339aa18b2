package io.crosswalk.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Packages, good and bad ones. */
public final class ZipSamples {

    private ZipSamples() {}

    /** A package of these entries, in their order. */
    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
                if (each.getKey().startsWith("link")) {
                    entry.setUnixMode(UnixStat.LINK_FLAG | 0777);
                }
                zip.putArchiveEntry(entry);
                zip.write(each.getValue());
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As a portal writes them (IHE ITI-32): pages for people, a stylesheet, metadata, two documents and a scan. */
    public static byte[] xdm() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("INDEX.HTM", text("<html><body>Documents</body></html>"));
        entries.put("README.TXT", text("Made by nobody"));
        entries.put(
                "IHE_XDM/SUBSET01/METADATA.XML",
                text("<lcm:SubmitObjectsRequest"
                        + " xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\""
                        + " xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\"><RegistryPackage><ExternalIdentifier"
                        + " identificationScheme=\"urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8\" value=\"1.2.3.555\"/>"
                        + "</RegistryPackage></lcm:SubmitObjectsRequest>"));
        entries.put("IHE_XDM/SUBSET01/CDA.XSL", text("<xsl:stylesheet xmlns:xsl=\"x\"/>"));
        entries.put("IHE_XDM/SUBSET01/DOC0001.XML", Cda.document("D1"));
        entries.put("IHE_XDM/SUBSET01/DOC0002", Cda.document("D2"));
        entries.put("IHE_XDM/SUBSET01/SCAN.PDF", text("%PDF-1.4"));
        return zip(entries);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
