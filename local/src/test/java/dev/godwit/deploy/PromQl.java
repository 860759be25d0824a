package dev.godwit.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names an expression uses; whether it is one at all is what Prometheus says.
 *
 * @param metrics all that is neither function, operator nor label
 * @param labels those that select, group or match
 * @param rangeVariables the variables that stand for lengths of time
 */
record PromQl(Set<String> metrics, Set<String> labels, Set<String> rangeVariables) {

  private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern SELECTED = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern GROUPED =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^()]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
  private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*");
  private static final Pattern METRIC =
      Pattern.compile(NAME.pattern() + "(?![\\w:]|\\s*\\(|\\s+by\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  static PromQl of(String expression) {
    String rest = TEXT.matcher(expression).replaceAll("\"\"");
    Set<String> labels = new TreeSet<>();
    rest = without(SELECTED, NAME, rest, labels);
    rest = without(GROUPED, NAME, rest, labels);
    Set<String> variables = new TreeSet<>();
    rest = without(RANGE, VARIABLE, rest, variables);
    Set<String> metrics = new TreeSet<>();
    without(METRIC, NAME, rest, metrics);
    metrics.removeAll(OPERATORS);
    return new PromQl(metrics, labels, variables);
  }

  /** Takes parts out, and collects the names in them. */
  private static String without(Pattern part, Pattern name, String text, Set<String> names) {
    Matcher parts = part.matcher(text);
    while (parts.find()) {
      Matcher found = name.matcher(parts.group(parts.groupCount()));
      while (found.find()) {
        names.add(found.group());
      }
    }
    return parts.replaceAll(" ");
  }
}
