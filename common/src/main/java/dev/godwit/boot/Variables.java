package dev.godwit.boot;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of a process while they are read, with the problems met so far. */
final class Variables {

  private final Map<String, String> values;
  private final List<SettingProblem> problems = new ArrayList<>();

  Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  List<String> names() {
    return values.keySet().stream().filter(n -> n.startsWith(Setting.PREFIX)).sorted().toList();
  }

  List<SettingProblem> problems() {
    return List.copyOf(problems);
  }

  void refuse(SettingProblem problem) {
    problems.add(problem);
  }

  /** The text, or null; one that is empty counts as not set, as in a Compose file or a manifest. */
  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The text, directly or from the file that the other variable names. */
  Optional<String> textOrFile(String name, String fileVariable) {
    String direct = text(name);
    String file = text(fileVariable);
    if (file == null) {
      return Optional.ofNullable(direct);
    }
    if (direct != null) {
      refuse(new SettingProblem(name, null, "is set besides " + fileVariable + "; keep one"));
      return Optional.empty();
    }
    return fromFile(fileVariable, file);
  }

  private Optional<String> fromFile(String variable, String file) {
    try {
      String content = withoutLineEnd(Files.readString(Path.of(file)));
      if (content.isEmpty()) {
        refuse(new SettingProblem(variable, file, "the file is empty; expected the value in it"));
        return Optional.empty();
      }
      return Optional.of(content);
    } catch (MalformedInputException e) {
      refuse(new SettingProblem(variable, file, "the file is not text in UTF-8"));
    } catch (IOException | InvalidPathException e) {
      refuse(
          new SettingProblem(
              variable,
              isSurelyPath(file) ? file : null,
              "expected a readable file with the value (" + e.getClass().getSimpleName() + ")"));
    }
    return Optional.empty();
  }

  /** What is not there may be the secret itself, written where its file should be named. */
  private static boolean isSurelyPath(String text) {
    try {
      Path folder = Path.of(text).getParent();
      return folder != null && folder.getNameCount() > 0 && Files.isDirectory(folder);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Editors end a file with a line end that is not part of a password; blanks may be. */
  private static String withoutLineEnd(String content) {
    return content.replaceFirst("[\\r\\n]+\\z", "");
  }
}
