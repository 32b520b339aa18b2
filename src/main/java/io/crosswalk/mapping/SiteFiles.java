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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one site for one format, below {@code local/<site>/} and {@code local/<site>/cda/}: what it changes, its own
 * kinds, maps and codes.
 */
final class SiteFiles {

    private static final String OVERLAY = "overlay.yaml";

    private static final List<String> MAPS = List.of("segments/", "datatypes/", "header/", "sections/", "entries/");

    private final String site;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();

    SiteFiles(String site) {
        this.site = site;
    }

    /** @param inside its path in the folder of the site */
    void add(SourceFile file, String inside) {
        files.put(inside, file);
    }

    boolean isRight() {
        return files.values().stream().allMatch(file -> file.faults().isEmpty());
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
        for (Map.Entry<String, SourceFile> each : files.entrySet()) {
            String inside = each.getKey();
            SourceFile file = each.getValue();
            if (inside.equals(OVERLAY)) {
                overlay = DefinitionReader.readOverlay(file, shipped);
                checkName(file, overlay);
            } else if (inside.startsWith("kinds/")) {
                DefinitionReader.readKinds(file, changes.definitions());
            } else if (MAPS.stream().anyMatch(inside::startsWith)) {
                DefinitionReader.readMaps(file, changes.definitions());
            } else if (inside.startsWith("codes/")) {
                changes.addCodes(codes(file), file);
            } else {
                file.fault(
                        1,
                        1,
                        "a site has '" + OVERLAY
                                + "' and the folders segments, datatypes, codes and examples, and the same for documents"
                                + " in 'cda' (with kinds, header, sections and entries); this file is in none of them");
            }
        }
        if (overlay == null) {
            boolean told =
                    files.values().stream().anyMatch(file -> !file.faults().isEmpty());
            if (!told) {
                files.values()
                        .iterator()
                        .next()
                        .fault(1, 1, "the site has no '" + OVERLAY + "': nothing says which messages are its own");
            }
            return null;
        }
        changes.apply(overlay);
        return new Reading(overlay, changes);
    }

    /** What was read of a site. */
    record Reading(OverlayDefinition overlay, SiteDefinitions changes) {

        Definitions definitions() {
            return changes.definitions();
        }

        /** Where its times are that have no offset; empty when it does not say. */
        Optional<ZoneId> zone() {
            var written = overlay.zone();
            if (written == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(ZoneId.of(written.value()));
            } catch (DateTimeException e) {
                overlay.file()
                        .fault(written, "'" + written.value() + "' is no time zone; write it as in Europe/Berlin");
                return Optional.empty();
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
