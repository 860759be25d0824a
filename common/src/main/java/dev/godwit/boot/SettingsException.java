package dev.godwit.boot;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the settings of a program, at once. */
public final class SettingsException extends StartException {

  private static final long serialVersionUID = 1L;

  private final transient List<SettingProblem> problems;

  /**
   * @param problems at least one
   */
  public SettingsException(List<SettingProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Each one, in the order in which the settings are declared. */
  public List<SettingProblem> problems() {
    return problems;
  }

  private static String message(List<SettingProblem> problems) {
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(
            Collectors.joining(
                "\n",
                problems.size() == 1
                    ? "1 setting is wrong; correct it and start again:\n"
                    : problems.size() + " settings are wrong; correct them and start again:\n",
                ""));
  }
}
