package dev.godwit.boot;

import java.util.List;
import java.util.stream.Collectors;

/** Writes settings as the Markdown table of a README, so that a test can compare the two. */
public final class SettingsTable {

  private static final String HEAD =
      "| setting | default | expected | what it is |\n|---|---|---|---|";

  private SettingsTable() {}

  /** The whole table, without a line end after the last row. */
  public static String markdown(List<Setting<?>> settings) {
    return settings.stream()
        .map(SettingsTable::row)
        .collect(Collectors.joining("\n", HEAD + "\n", ""));
  }

  private static String row(Setting<?> setting) {
    String about =
        setting.secret()
            ? setting.description() + " (or `" + setting.fileName() + "`: a file that holds it)"
            : setting.description();
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.name(), fallback(setting), cell(setting.type().expected()), cell(about));
  }

  private static String fallback(Setting<?> setting) {
    if (setting.required()) {
      return "required";
    }
    String text = setting.formattedFallback();
    return text.isEmpty() ? "none" : "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
