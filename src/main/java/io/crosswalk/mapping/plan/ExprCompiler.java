package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.Expression;
import io.crosswalk.mapping.expression.ExpressionException;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.Parser;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.SourceSchema;
import io.crosswalk.terminology.CodeMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compiles sources and conditions. A fault is told to the file and gives null, so that all are found. */
final class ExprCompiler {

    static final Set<String> TESTS = Set.of(
            "valued",
            "deleted",
            "exists",
            MadeExpr.NAME,
            "mapped",
            "later",
            "unrecorded",
            "inNamingSystemRegistry",
            "count",
            "length",
            "option");

    private static final int DEEPEST_LET = 20;

    private final SourceSchema schema;
    private final Definitions definitions;
    private final Consumer<String> uses;

    /** @param uses hears the options and code maps that are asked for */
    ExprCompiler(SourceSchema schema, Definitions definitions, Consumer<String> uses) {
        this.schema = schema;
        this.definitions = definitions;
        this.uses = uses;
    }

    /**
     * Where a text stands and what its paths start from.
     *
     * @param context source name of the map: {@code PID}, {@code CX}; empty when it has no place of its own
     * @param let named paths and conditions
     */
    record At(SourceFile file, YamlNode.Scalar text, String context, Map<String, YamlNode.Scalar> let) {

        At in(String otherContext) {
            return new At(file, text, otherContext, let);
        }

        /** What a local name stands for. It may use the other names, but not itself: so no circle is possible. */
        At of(YamlNode.Scalar otherText, String name) {
            Map<String, YamlNode.Scalar> others = new HashMap<>(let);
            others.remove(name);
            return new At(file, otherText, context, others);
        }

        void fault(int offset, String message) {
            fault(offset, message, "");
        }

        void fault(int offset, String message, String suggestion) {
            file.fault(text, offset, message, suggestion);
        }
    }

    @Nullable
    Expr expr(Expression expression, At at) {
        if (expression instanceof Expression.Path path) {
            return path(path, at);
        }
        if (expression instanceof Expression.Call call) {
            return call(call, at);
        }
        if (expression instanceof Expression.Text text) {
            return new FunctionExprs.Literal(text.value().replace("\\n", "\n").replace("\\t", "\t"));
        }
        if (expression instanceof Expression.Let let) {
            return let(let, at);
        }
        at.fault(expression.offset(), "a source is expected here");
        return null;
    }

    private @Nullable Expr let(Expression.Let let, At at) {
        YamlNode.Scalar named = named(let.name(), let.offset(), at);
        if (named == null) {
            return null;
        }
        try {
            return expr(Parser.expression(named.value(), definitions.style()), at.of(named, let.name()));
        } catch (ExpressionException e) {
            at.file().fault(named, e.offset(), e.reason(), e.suggestion());
            return null;
        }
    }

    private static YamlNode.@Nullable Scalar named(String name, int offset, At at) {
        YamlNode.Scalar named = at.let().get(name);
        if (named == null) {
            at.fault(
                    offset,
                    "'let:' has no name '" + name + "'",
                    Nearest.of(name, at.let().keySet()));
        }
        return named;
    }

    private @Nullable PathExpr path(Expression.Path path, At at) {
        SourcePath base = compile(at, path.base(), path.offset());
        if (base == null) {
            return null;
        }
        Condition predicate = path.predicate();
        if (predicate == null) {
            return new PathExpr(base, null, null);
        }
        Cond condition = condition(predicate, at.in(base.type()));
        SourcePath rest = path.rest().isEmpty()
                ? null
                : compile(
                        at.in(base.type()),
                        path.rest(),
                        path.offset() + path.base().length());
        boolean broken = condition == null || !path.rest().isEmpty() && rest == null;
        return broken ? null : new PathExpr(base, condition, rest);
    }

    @Nullable
    SourcePath compile(At at, String path, int offset) {
        String whole = path.startsWith("$") ? withLet(path, offset, at, 0) : path;
        if (whole == null) {
            return null;
        }
        try {
            String context = schema.knows(at.context()) ? at.context() : "";
            return schema.compile(context, whole);
        } catch (SourcePathException e) {
            at.fault(offset, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** {@code $name/rest} with what the name stands for, which is a path too; null with a fault when it is none. */
    private static @Nullable String withLet(String path, int offset, At at, int depth) {
        int slash = path.indexOf('/');
        String name = path.substring(1, slash < 0 ? path.length() : slash);
        YamlNode.Scalar named = named(name, offset, at);
        if (named == null) {
            return null;
        }
        String start = named.value().strip();
        if (depth > DEEPEST_LET) {
            at.fault(offset, "'let:' names go round in a circle");
            return null;
        }
        if (start.startsWith("$")) {
            String inner = withLet(start, offset, at, depth + 1);
            return inner == null ? null : inner + path.substring(slash);
        }
        return start + (slash < 0 ? "" : path.substring(slash));
    }

    private @Nullable Expr call(Expression.Call call, At at) {
        FunctionExprs.Function function = FunctionExprs.ALL.get(call.function());
        if (function == null) {
            String hint = TESTS.contains(call.function()) ? "; it is a condition and stands after 'when'" : "";
            Set<String> known = new TreeSet<>(FunctionExprs.ALL.keySet());
            at.fault(
                    call.offset(),
                    "there is no function '" + call.function() + "'" + hint,
                    hint.isEmpty() ? Nearest.of(call.function(), known) : "");
            return null;
        }
        int count = call.arguments().size();
        if (count < function.least() || count > function.most()) {
            at.fault(call.offset(), "'" + call.function() + "' takes " + arguments(function) + ", not " + count);
            return null;
        }
        List<Expr> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            Expr compiled = expr(argument, at);
            if (compiled != null) {
                arguments.add(compiled);
            }
        }
        if (call.function().equals("earlier") && !arguments.isEmpty() && !(arguments.get(0) instanceof PathExpr)) {
            at.fault(call.offset(), "'earlier' gives a place: its first argument is a path such as ORC-2");
            return null;
        }
        return arguments.size() == count ? function.factory().of(arguments.toArray(Expr[]::new)) : null;
    }

    private static String arguments(FunctionExprs.Function function) {
        if (function.least() == function.most()) {
            return function.least() == 1 ? "1 argument" : function.least() + " arguments";
        }
        return function.most() > 9
                ? function.least() + " arguments or more"
                : function.least() + " to " + function.most() + " arguments";
    }

    // ---- conditions

    @Nullable
    Cond condition(@Nullable Condition condition, At at) {
        if (condition == null) {
            return Cond.ALWAYS;
        }
        if (condition instanceof Condition.And and) {
            Cond[] parts = parts(and.parts(), at);
            return parts == null ? null : new Cond.And(parts);
        }
        if (condition instanceof Condition.Or or) {
            Cond[] parts = parts(or.parts(), at);
            return parts == null ? null : new Cond.Or(parts);
        }
        if (condition instanceof Condition.Not not) {
            Cond part = condition(not.part(), at);
            return part == null ? null : new Cond.Not(part);
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare, at);
        }
        if (condition instanceof Condition.Same same) {
            return same(same, at);
        }
        if (condition instanceof Condition.In in) {
            return in(in, at);
        }
        if (condition instanceof Condition.Test test) {
            return test(test, at);
        }
        if (condition instanceof Condition.Let let) {
            YamlNode.Scalar named = named(let.name(), let.offset(), at);
            Condition inner = named == null ? null : DefinitionReader.condition(at.file(), named, definitions.style());
            return named == null || inner == null ? null : condition(inner, at.of(named, let.name()));
        }
        return new Cond.Otherwise();
    }

    private Cond @Nullable [] parts(List<Condition> conditions, At at) {
        List<Cond> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            Cond part = condition(condition, at);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.size() == conditions.size() ? parts.toArray(Cond[]::new) : null;
    }

    private @Nullable Cond compare(Condition.Compare compare, At at) {
        if (compare.left() instanceof Expression.Call call) {
            switch (call.function()) {
                case "option":
                    return option(call, compare.operator(), compare.right(), at);
                case "count", "length":
                    return counted(call, compare, at);
                default:
                    break;
            }
        }
        Expr left = expr(compare.left(), at);
        if (left == null) {
            return null;
        }
        return switch (compare.operator()) {
            case EQUAL -> new SourceConds.OneOf(left, compare.right());
            case DIFFERENT -> new Cond.Not(new SourceConds.OneOf(left, compare.right()));
            default -> ordered(left, compare, at);
        };
    }

    private @Nullable Cond same(Condition.Same same, At at) {
        Expr left = expr(same.left(), at);
        Expr right = expr(same.right(), at);
        if (left == null || right == null) {
            return null;
        }
        Cond equal = new SourceConds.Same(left, right);
        return same.negated() ? new Cond.Not(equal) : equal;
    }

    private static @Nullable Cond ordered(Expr left, Condition.Compare compare, At at) {
        String number = io.crosswalk.fhir.PrimitiveText.of("decimal", compare.right());
        if (number == null) {
            at.fault(
                    compare.offset(),
                    "'" + compare.operator().sign() + "' compares numbers, and '" + compare.right() + "' is none");
            return null;
        }
        return new SourceConds.Ordered(left, compare.operator(), new BigDecimal(number));
    }

    private @Nullable Cond counted(Expression.Call call, Condition.Compare compare, At at) {
        if (call.arguments().size() != 1) {
            at.fault(
                    call.offset(),
                    "'" + call.function() + "' takes 1 argument, not "
                            + call.arguments().size());
            return null;
        }
        Expr expr = expr(call.arguments().get(0), at);
        String number = io.crosswalk.fhir.PrimitiveText.of("unsignedInt", compare.right());
        if (number == null) {
            at.fault(
                    call.offset(),
                    "'" + call.function() + "' is compared with a number, not '" + compare.right() + "'");
            return null;
        }
        return expr == null
                ? null
                : new SourceConds.Counted(
                        expr, call.function().equals("length"), compare.operator(), Integer.parseInt(number));
    }

    private @Nullable Cond option(Expression.Call call, Condition.Operator operator, String right, At at) {
        String name = call.arguments().size() == 1 && call.arguments().get(0) instanceof Expression.Path path
                ? path.base()
                : "";
        uses.accept(PlanCompiler.option(name));
        OptionDefinition option = definitions.options.get(name);
        if (option == null) {
            at.fault(
                    call.offset(),
                    "options.yaml has no option '" + name + "'",
                    Nearest.of(name, definitions.options.keySet()));
            return null;
        }
        if (!option.values().contains(right)) {
            at.fault(
                    call.offset(),
                    "option '" + name + "' has no value '" + right + "'",
                    Nearest.of(right, option.values()));
            return null;
        }
        return option.value().equals(right) == (operator == Condition.Operator.EQUAL) ? Cond.ALWAYS : Cond.NEVER;
    }

    private @Nullable Cond in(Condition.In in, At at) {
        if (in.left() instanceof Expression.Call call && call.function().equals("option")) {
            boolean any = false;
            for (String value : in.values()) {
                Cond one = option(call, Condition.Operator.EQUAL, value, at);
                if (one == null) {
                    return null;
                }
                any |= one == Cond.ALWAYS;
            }
            return any != in.negated() ? Cond.ALWAYS : Cond.NEVER;
        }
        Expr left = expr(in.left(), at);
        if (left == null) {
            return null;
        }
        Cond one = new SourceConds.OneOf(left, in.values().toArray(String[]::new));
        return in.negated() ? new Cond.Not(one) : one;
    }

    private @Nullable Cond test(Condition.Test test, At at) {
        int wanted = Set.of("mapped", "later").contains(test.function()) ? 2 : 1;
        if (!TESTS.contains(test.function())) {
            String hint = FunctionExprs.ALL.containsKey(test.function()) ? "; compare it with a value" : "";
            at.fault(
                    test.offset(),
                    "'" + test.function() + "' is no condition" + hint,
                    hint.isEmpty() ? Nearest.of(test.function(), new TreeSet<>(TESTS)) : "");
            return null;
        }
        if (test.arguments().size() != wanted) {
            at.fault(
                    test.offset(),
                    "'" + test.function() + "' takes " + wanted + (wanted == 1 ? " argument" : " arguments") + ", not "
                            + test.arguments().size());
            return null;
        }
        if (Set.of("count", "length", "option").contains(test.function())) {
            at.fault(test.offset(), "'" + test.function() + "' is compared with a value");
            return null;
        }
        Expr expr = expr(test.arguments().get(0), at);
        if (expr == null) {
            return null;
        }
        return switch (test.function()) {
            case "valued" -> new SourceConds.Valued(expr);
            case "deleted" -> new SourceConds.Deleted(expr);
            case "exists" -> new SourceConds.Exists(expr);
            case MadeExpr.NAME -> new SourceConds.Made(expr);
            case "unrecorded" -> new SourceConds.SaysNothing(expr);
            case "inNamingSystemRegistry" -> {
                FunctionExprs.Function system = FunctionExprs.ALL.get("identifierSystem");
                yield system == null
                        ? null
                        : new SourceConds.Valued(system.factory().of(new Expr[] {expr}));
            }
            case "later" -> {
                Expr other = expr(test.arguments().get(1), at);
                yield other == null ? null : new SourceConds.Later(expr, other);
            }
            default -> mapped(test, expr, at);
        };
    }

    private @Nullable Cond mapped(Condition.Test test, Expr expr, At at) {
        Expression second = test.arguments().get(1);
        CodeMap map = codeMap(second instanceof Expression.Text text ? text.value() : "", second.offset(), at);
        return map == null ? null : new SourceConds.Mapped(expr, map);
    }

    @Nullable
    CodeMap codeMap(String name, int offset, At at) {
        uses.accept(PlanCompiler.codes(name));
        CodeMap map = definitions.codeMaps.get(name);
        if (map == null) {
            at.fault(offset, "there is no code map '" + name + "'", Nearest.of(name, definitions.codeMaps.keySet()));
        }
        return map;
    }
}
