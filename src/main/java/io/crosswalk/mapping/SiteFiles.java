package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.DefinitionReader;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.OverlayDefinition;
import io.crosswalk.mapping.plan.SiteDefinitions;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.terminology.CodeMap;
import io.crosswalk.terminology.CodeMaps;
import io.crosswalk.terminology.ConceptMaps;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of one site, below {@code local/<site>/}: what it changes, its own maps and its codes. */
final class SiteFiles {

    private static final String OVERLAY = "overlay.yaml";

    private final String site;
    private final List<SourceFile> files = new ArrayList<>();

    SiteFiles(String site) {
        this.site = site;
    }

    void add(SourceFile file) {
        files.add(file);
    }

    boolean isRight() {
        return files.stream().allMatch(file -> file.faults().isEmpty());
    }

    /**
     * Reads them, with the shipped definitions to change.
     *
     * @return null when the site has no overlay that can be read; the faults tell why
     */
    @Nullable
    Reading read(Definitions shipped) {
        SiteDefinitions changes = new SiteDefinitions(shipped, site);
        OverlayDefinition overlay = null;
        for (SourceFile file : files) {
            String inside = file.name().substring(file.name().indexOf("/" + site + "/") + site.length() + 2);
            if (inside.equals(OVERLAY)) {
                overlay = DefinitionReader.readOverlay(file);
                checkName(file, overlay);
            } else if (inside.startsWith("segments/") || inside.startsWith("datatypes/")) {
                DefinitionReader.readMaps(file, changes.definitions());
            } else if (inside.startsWith("codes/")) {
                changes.addCodes(codes(file), file);
            } else {
                file.fault(
                        1,
                        1,
                        "a site has '" + OVERLAY
                                + "' and the folders segments, datatypes, codes and examples; this file"
                                + " is in none of them");
            }
        }
        if (overlay == null) {
            boolean told = files.stream().anyMatch(file -> !file.faults().isEmpty());
            if (!told) {
                files.get(0).fault(1, 1, "the site has no '" + OVERLAY + "': nothing says which messages are its own");
            }
            return null;
        }
        changes.apply(overlay);
        return new Reading(overlay, changes);
    }

    /** What was read of a site. */
    record Reading(OverlayDefinition overlay, SiteDefinitions changes) {

        /** Where its times are that have no offset. */
        ZoneId zone(ZoneId installation) {
            var written = overlay.zone();
            if (written == null) {
                return installation;
            }
            try {
                return ZoneId.of(written.value());
            } catch (DateTimeException e) {
                overlay.file()
                        .fault(written, "'" + written.value() + "' is no time zone; write it as in Europe/Berlin");
                return installation;
            }
        }
    }

    private void checkName(SourceFile file, @Nullable OverlayDefinition overlay) {
        if (overlay != null && !overlay.name().value().equals(site)) {
            file.fault(overlay.name(), 0, "the site is called as its folder is, '" + site + "'", "");
        }
    }

    private static CodeMap codes(SourceFile file) {
        String fileName = file.name().substring(file.name().lastIndexOf('/') + 1);
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        List<CodeMaps.Fault> faults = new ArrayList<>();
        CodeMap codes = fileName.endsWith(".json")
                ? ConceptMaps.read(name, file.name(), file.text(), faults)
                : CodeMaps.read(name, file.name(), new StringReader(file.text()), faults);
        faults.forEach(fault -> file.fault(fault.line(), 1, fault.reason()));
        return codes;
    }
}
