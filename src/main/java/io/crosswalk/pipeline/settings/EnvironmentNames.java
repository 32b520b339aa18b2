package io.crosswalk.pipeline.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of settings that stand in the environment only. Configuration finds {@code CROSSWALK_BROKER_URL} when it is asked
 * for {@code crosswalk.broker.url}, but a name with a part of the site's choice has to be guessed: a dash cannot stand in
 * a variable, so {@code CROSSWALK_CHANNEL_ADT_FROM_HIS_PORT} means the channel {@code adt-from-his}.
 */
public final class EnvironmentNames {

    private static final Pattern NAMED = Pattern.compile(
            "CROSSWALK_(DESTINATION|CHANNEL)_([A-Z0-9_]+)_(URL|TIMEOUT|CONSUMERS|HOST|PORT|FOLDER|DESTINATIONS)");

    /** Options of the mappings: their names have dashes and no underscores. */
    private static final Pattern OPTION = Pattern.compile("CROSSWALK_MAPPING_OPTION_([A-Z0-9_]+)");

    /** All others have no part of choice; the last underscore of these stands for a dash. */
    private static final Set<String> DASHED =
            Set.of("QUEUE_LIMIT", "MIN_DISK_FREE", "INSECURE_PLAIN", "UNMAPPED_SAMPLE", "CONCEPT_MAPS");

    private static final Pattern SINGLE =
            Pattern.compile("CROSSWALK_(DATA|MAPPINGS|MAPPING|ROUTES|BROKER|HISTORY|RETRY|MLLP|TRANSLATE)_([A-Z_]+)");

    private EnvironmentNames() {}

    /**
     * All names of settings: those that configuration knows, without its guesses for variables (a dot for each underscore:
     * {@code crosswalk.mapping.option.next.of.kin} is no option), with those that variables really mean.
     */
    public static Set<String> all(Iterable<String> known, Collection<String> variables) {
        Set<String> names = new TreeSet<>();
        known.forEach(names::add);
        variables.forEach(variable -> names.remove(lower(variable).replace('_', '.')));
        names.addAll(of(variables));
        return names;
    }

    /** The settings that {@code variables} mean. */
    public static Set<String> of(Collection<String> variables) {
        Set<String> names = new TreeSet<>();
        for (String variable : variables) {
            Matcher named = NAMED.matcher(variable);
            Matcher option = OPTION.matcher(variable);
            Matcher single = SINGLE.matcher(variable);
            if (named.matches()) {
                names.add("crosswalk." + lower(named.group(1)) + "."
                        + lower(named.group(2)).replace('_', '-') + "." + lower(named.group(3)));
            } else if (option.matches()) {
                names.add("crosswalk.mapping.option." + lower(option.group(1)).replace('_', '-'));
            } else if (single.matches()) {
                String rest = single.group(2);
                names.add("crosswalk." + lower(single.group(1)) + "."
                        + lower(rest).replace('_', DASHED.contains(rest) ? '-' : '.'));
            }
        }
        return names;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
