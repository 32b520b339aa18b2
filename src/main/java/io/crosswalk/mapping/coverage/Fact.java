package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Literal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one candidate of one rule writes, seen from a map of the guide through all maps that it calls.
 *
 * @param path without labels: {@code name.given}, {@code extension.valueString}
 * @param labelled with labels and extension names: what belongs together
 * @param urls for each extension on the way: the path to it, and its name
 * @param reads paths of the source, from the view of the guide's map
 * @param maps names of all maps on the way
 * @param codeMaps names of all code maps on the way
 * @param constant null when it reads a source
 * @param when what must hold, apart from guards
 * @param whenInOrder the same with what earlier candidates leave over
 * @param composite whether one code or constant stands for elements below the path
 * @param isLeaf whether it writes itself, and not a map that it calls
 * @param ran what must have run for it to be exercised: its own candidate and those on the way to it
 */
record Fact(
        String path,
        String labelled,
        List<Url> urls,
        Set<String> reads,
        Set<String> maps,
        Set<String> codeMaps,
        @Nullable Literal constant,
        Logic when,
        Logic whenInOrder,
        boolean composite,
        boolean isLeaf,
        Set<String> ran) {

    /** The same under another condition. */
    Fact when(Logic condition) {
        return new Fact(
                path, labelled, urls, reads, maps, codeMaps, constant, condition, whenInOrder, composite, isLeaf, ran);
    }

    /** An extension on the way. */
    record Url(String path, String url) {}
}
