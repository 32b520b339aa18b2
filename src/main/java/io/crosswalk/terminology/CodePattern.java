package io.crosswalk.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row whose code stands for many, as HL7 tables write them: {@code Q<integer>H} is Q12H too. What it becomes has the same
 * numbers in it.
 */
final class CodePattern {

    private static final Pattern VARIABLE = Pattern.compile("<integer>|<day#>");

    private final CodeMap.Row row;
    private final Pattern pattern;

    private CodePattern(CodeMap.Row row, Pattern pattern) {
        this.row = row;
        this.pattern = pattern;
    }

    /** The pattern of a row; null when its code stands for itself. */
    static @Nullable CodePattern of(CodeMap.Row row) {
        Matcher variable = VARIABLE.matcher(row.sourceCode());
        StringBuilder regex = new StringBuilder();
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(row.sourceCode().substring(from, variable.start())));
            regex.append(variable.group().equals("<day#>") ? "([1-7])" : "([0-9]{1,6})");
            from = variable.end();
        }
        return from == 0
                ? null
                : new CodePattern(
                        row,
                        Pattern.compile(regex + Pattern.quote(row.sourceCode().substring(from))));
    }

    /** What the code becomes; null when the pattern does not fit. */
    CodeMap.@Nullable Row row(String code) {
        Matcher matcher = pattern.matcher(code);
        if (!matcher.matches()) {
            return null;
        }
        List<CodeMap.Target> targets = new ArrayList<>();
        for (CodeMap.Target target : row.targets()) {
            targets.add(new CodeMap.Target(
                    target.system(), filled(target.code(), matcher), filled(target.display(), matcher)));
        }
        return new CodeMap.Row(row.sourceSystem(), code, targets, row.file(), row.line());
    }

    private static String filled(String text, Matcher values) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        int index = 0;
        while (variable.find() && index < values.groupCount()) {
            variable.appendReplacement(filled, values.group(++index));
        }
        return variable.appendTail(filled).toString();
    }
}
