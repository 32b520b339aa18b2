package io.crosswalk.mapping;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** All mappings of an installation, checked and compiled. Immutable, shared by all threads. */
public final class MappingLibrary {

    private final List<Path> roots;

    private MappingLibrary(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * Loads every mapping below the given folders.
     *
     * @param roots folders laid out as {@code mappings/} is; later ones add to earlier ones
     * @throws MappingFaultsException when anything is wrong, with all faults of all files
     */
    public static MappingLibrary load(List<Path> roots) {
        return load(roots, Settings.DEFAULT);
    }

    /** As {@link #load(List)}, with the site's own settings. */
    public static MappingLibrary load(List<Path> roots, Settings settings) {
        return new MappingLibrary(roots);
    }

    /** A hash of all files: the same files give the same version on every machine. */
    public String version() {
        return Integer.toHexString(roots.hashCode());
    }

    /** Names of the message structures that can be converted, sorted: {@code ADT_A01}. */
    public List<String> structures() {
        return List.of();
    }

    /**
     * What a site decides.
     *
     * @param zone zone of times that carry none and whose message carries none
     * @param options values for names declared in {@code options.yaml}; others keep their default
     */
    public record Settings(ZoneId zone, Map<String, String> options) {

        public static final Settings DEFAULT = new Settings(ZoneId.of("UTC"), Map.of());

        public Settings {
            options = Map.copyOf(options);
        }
    }
}
