package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.source.Need;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** What part of a whole a number is, from 0 to 1; nothing where it is no part of it. */
final class Portion extends FunctionExprs.Computed {

    private final Expr[] arguments;

    Portion(Expr[] arguments) {
        this.arguments = arguments;
    }

    @Override
    Need need() {
        return FunctionExprs.all(arguments);
    }

    @Override
    @Nullable
    String text(Frame frame) {
        BigDecimal part = number(arguments[0].text(frame));
        BigDecimal whole = number(arguments[1].text(frame));
        if (part == null || whole == null || part.signum() < 0 || whole.signum() <= 0 || part.compareTo(whole) > 0) {
            return null;
        }
        BigDecimal portion = part.divide(whole, MathContext.DECIMAL32);
        return PrimitiveText.of("decimal", portion.toPlainString());
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        String decimal = text == null ? null : PrimitiveText.of("decimal", text);
        return decimal == null ? null : new BigDecimal(decimal);
    }
}
