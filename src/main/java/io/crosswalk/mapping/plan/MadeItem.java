package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a message file, seen from the maps: which of them stand side by side, and what they point to.
 *
 * @param segment group and segment that it is made for
 * @param product its name for others; empty when nobody refers to it
 * @param maps names of the maps that fill it together
 * @param into names of the products that it may fill; empty when it makes a resource
 * @param when null when it always holds
 * @param links elements that point to other products
 * @param constants elements that the item itself gives a constant
 * @param pointsFrom elements of other products that point to this one
 * @param place {@code file:line}
 * @param opens whether {@code otherwise} looks no further back
 */
public record MadeItem(
        String segment,
        String product,
        List<String> maps,
        List<String> into,
        @Nullable Condition when,
        List<Link> links,
        List<Constant> constants,
        List<PointFrom> pointsFrom,
        String place,
        boolean opens) {

    public MadeItem {
        maps = List.copyOf(maps);
        into = List.copyOf(into);
        links = List.copyOf(links);
        constants = List.copyOf(constants);
        pointsFrom = List.copyOf(pointsFrom);
    }

    /**
     * {@code element = product}.
     *
     * @param maps names of the maps that make the product
     * @param candidate what {@link TraceListener#gave} calls it
     */
    public record Link(Target element, String product, List<String> maps, String candidate) {

        public Link {
            maps = List.copyOf(maps);
        }
    }

    /** {@code element = const code}. */
    public record Constant(Target element, Literal value) {}

    /** {@code to product.element}; the maps are those that make the product. */
    public record PointFrom(String product, Target element, List<String> maps, String candidate) {

        public PointFrom {
            maps = List.copyOf(maps);
        }
    }

    /** Tells a link from all others. */
    static String link(SourceFile file, YamlNode.Scalar text, int offset) {
        return file.name() + ':' + text.line() + ':' + text.column() + '+' + offset;
    }
}
