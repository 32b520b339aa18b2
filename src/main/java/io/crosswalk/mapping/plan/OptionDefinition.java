package io.crosswalk.mapping.plan;

import java.util.List;

/**
 * What the guide leaves to the site.
 *
 * @param value the default, or what the site has set
 */
public record OptionDefinition(String name, List<String> values, String value, String text) {

    public OptionDefinition {
        values = List.copyOf(values);
    }
}
