package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.source.Need;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What two texts give together, both of which must be there. */
final class OfTwo extends FunctionExprs.Computed {

    private final Expr[] arguments;
    private final BiFunction<String, String, @Nullable String> result;

    OfTwo(Expr[] arguments, BiFunction<String, String, @Nullable String> result) {
        this.arguments = arguments;
        this.result = result;
    }

    /** A number less another; null when one of them is no number, or the other is more. */
    static @Nullable String difference(String from, String less) {
        String whole = PrimitiveText.of("decimal", from);
        String part = PrimitiveText.of("decimal", less);
        if (whole == null || part == null) {
            return null;
        }
        BigDecimal rest = new BigDecimal(whole).subtract(new BigDecimal(part));
        return rest.signum() < 0 ? null : PrimitiveText.of("decimal", rest.toPlainString());
    }

    @Override
    Need need() {
        return FunctionExprs.all(arguments);
    }

    @Override
    @Nullable
    String text(Frame frame) {
        String first = arguments[0].text(frame);
        String second = arguments[1].text(frame);
        return first == null || second == null ? null : result.apply(first, second);
    }
}
