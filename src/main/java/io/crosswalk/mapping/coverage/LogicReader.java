package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.Expression;
import io.crosswalk.mapping.expression.ExpressionException;
import io.crosswalk.mapping.expression.Parser;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads conditions as {@link Logic}, from the view of the guide's map. */
final class LogicReader {

    private final View view;
    private final Map<String, YamlNode.Scalar> let;

    LogicReader(View view, Map<String, YamlNode.Scalar> let) {
        this.view = view;
        this.let = let;
    }

    /**
     * How paths of a map look from the guide's map.
     *
     * @param own the source name of the map: {@code CX}
     * @param place what the map was called for: {@code PID-3}; the own name at the top
     */
    record View(String own, String place) {

        /** A path in the view's terms. */
        String path(String path) {
            String clean = plain(path);
            if (clean.startsWith(".")) {
                return clean.equals(".") ? place : place + clean;
            }
            if (clean.equals(own)) {
                return place;
            }
            return clean.startsWith(own + ".") && !isSegment(own) ? place + clean.substring(own.length()) : clean;
        }

        /** HL7's guide writes HD-3 and HD.3 for one component, PID-3 and PID.3 for a field; predicates and repetitions go. */
        private static String plain(String path) {
            StringBuilder text = new StringBuilder();
            int depth = 0;
            for (char c : path.toCharArray()) {
                depth += c == '[' ? 1 : 0;
                if (depth == 0) {
                    text.append(c);
                }
                depth -= c == ']' ? 1 : 0;
            }
            int dash = text.indexOf("-");
            String head = dash < 0 ? "" : text.substring(0, dash);
            if (dash > 0) {
                return isSegment(head) ? text.toString() : head + "." + text.substring(dash + 1);
            }
            int dot = text.indexOf(".");
            String segment = dot < 0 ? "" : text.substring(0, dot);
            return isSegment(segment) && Character.isUpperCase(segment.charAt(0))
                    ? segment + "-" + text.substring(dot + 1)
                    : text.toString();
        }

        private static boolean isSegment(String name) {
            return name.length() == 3
                    && !Set.of(
                                    "CWE", "CNE", "CNN", "XCN", "XON", "XPN", "XAD", "XTN", "EIP", "DLN", "DLD", "DTM",
                                    "NDL", "PLN", "RPT", "SAD", "SPS", "MSG", "VID")
                            .contains(name);
        }
    }

    Logic logic(@Nullable Condition condition) {
        if (condition == null) {
            return Logic.TRUE;
        }
        if (condition instanceof Condition.And and) {
            return new Logic.All(and.parts().stream().map(this::logic).toList());
        }
        if (condition instanceof Condition.Or or) {
            return new Logic.Any(or.parts().stream().map(this::logic).toList());
        }
        if (condition instanceof Condition.Not not) {
            return isGuard(not.part()) ? Logic.TRUE : new Logic.None(logic(not.part()));
        }
        if (condition instanceof Condition.Let named) {
            return let(named);
        }
        if (isGuard(condition)) {
            return Logic.TRUE;
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare);
        }
        if (condition instanceof Condition.Same same) {
            Logic equal = new Logic.Opaque(path(same.left()) + "=" + path(same.right()));
            return same.negated() ? new Logic.None(equal) : equal;
        }
        if (condition instanceof Condition.In in) {
            Logic one = new Logic.OneOf(path(in.left()), Set.copyOf(in.values()));
            return in.negated() ? new Logic.None(one) : one;
        }
        if (condition instanceof Condition.Test test) {
            return new Logic.Valued(path(test.arguments().get(0)));
        }
        return Logic.TRUE;
    }

    private Logic let(Condition.Let named) {
        YamlNode.Scalar text = let.get(named.name());
        try {
            return text == null ? Logic.TRUE : logic(Parser.condition(text.value()));
        } catch (ExpressionException e) {
            return Logic.TRUE; // it was checked when the mappings were loaded
        }
    }

    private Logic compare(Condition.Compare compare) {
        boolean call = compare.left() instanceof Expression.Call;
        switch (compare.operator()) {
            case EQUAL:
                return call ? opaque(compare) : new Logic.OneOf(path(compare.left()), Set.of(compare.right()));
            case DIFFERENT:
                return call
                        ? opaque(compare)
                        : new Logic.None(new Logic.OneOf(path(compare.left()), Set.of(compare.right())));
            default:
                return opaque(compare);
        }
    }

    /** {@code count(X) <= 1} and {@code not count(X) > 1} are one fact. */
    private Logic opaque(Condition.Compare compare) {
        String left = path(compare.left());
        return switch (compare.operator()) {
            case AT_MOST -> new Logic.None(new Logic.Opaque(left + ">" + compare.right()));
            case LESS -> new Logic.None(new Logic.Opaque(left + ">=" + compare.right()));
            case DIFFERENT -> new Logic.None(new Logic.Opaque(left + "=" + compare.right()));
            default -> new Logic.Opaque(left + compare.operator().sign() + compare.right());
        };
    }

    /** What a rule checks beside the guide's condition: options of the site, and whether a value is usable. */
    private static boolean isGuard(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return compare.left() instanceof Expression.Call call
                    && call.function().equals("option");
        }
        if (condition instanceof Condition.In in) {
            return in.left() instanceof Expression.Call;
        }
        if (condition instanceof Condition.Test test) {
            return !Set.of("valued", "exists").contains(test.function())
                    || test.arguments().get(0) instanceof Expression.Call;
        }
        return condition instanceof Condition.Otherwise;
    }

    private String path(Expression expression) {
        if (expression instanceof Expression.Path path) {
            return view.path(path.base() + path.rest());
        }
        if (expression instanceof Expression.Call call) {
            return call.function() + "("
                    + call.arguments().stream().map(this::path).collect(Collectors.joining(",")) + ")";
        }
        if (expression instanceof Expression.Let named && let.get(named.name()) != null) {
            try {
                return path(Parser.expression(let.get(named.name()).value()));
            } catch (ExpressionException e) {
                return "$" + named.name();
            }
        }
        return expression instanceof Expression.Text text ? '"' + text.value() + '"' : expression.toString();
    }

    /** All paths that an expression reads. */
    List<String> reads(@Nullable Expression expression) {
        List<String> reads = new ArrayList<>();
        collect(expression, reads);
        return reads;
    }

    private void collect(@Nullable Expression expression, List<String> reads) {
        if (expression instanceof Expression.Path path) {
            reads.add(view.path(path.base() + path.rest()));
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> collect(argument, reads));
        } else if (expression instanceof Expression.Let named && let.get(named.name()) != null) {
            try {
                collect(Parser.expression(let.get(named.name()).value()), reads);
            } catch (ExpressionException e) {
                reads.add("$" + named.name());
            }
        }
    }
}
