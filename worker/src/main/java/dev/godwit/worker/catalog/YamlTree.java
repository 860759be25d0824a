package dev.godwit.worker.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.Iterator;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as if it were JSON with a friendlier notation: only what JSON calls a number is one,
 * and {@code no}, {@code on}, {@code 012}, {@code 1_000} and {@code 2026-11-24} stay the texts that
 * they are written as.
 */
final class YamlTree {

  /** A plain scalar, whose text decides what it is. */
  static final Tag PLAIN = new Tag("godwit:plain");

  private static final int MAX_DEPTH = 100;

  private YamlTree() {}

  /**
   * The one document in the text.
   *
   * @throws UnreadableException when it is not YAML, uses more of YAML than JSON has a word for, or
   *     holds several documents
   */
  static JsonNode read(String text) throws UnreadableException {
    try {
      Iterator<Node> documents = yaml(text.length()).composeAll(new StringReader(text)).iterator();
      if (!documents.hasNext()) {
        throw new UnreadableException("is empty; expected a migration");
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        throw new UnreadableException(
            "line %d: holds a second document; expected one migration per file"
                .formatted(line(documents.next().getStartMark())));
      }
      return new YamlConversion().convert(first);
    } catch (MarkedYAMLException e) {
      throw new UnreadableException(
          "line %d: not YAML: %s".formatted(line(e.getProblemMark()), e.getProblem()));
    } catch (YAMLException e) {
      throw new UnreadableException("not YAML: " + e.getMessage());
    }
  }

  static int line(Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static Yaml yaml(int length) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(length + 1);
    options.setNestingDepthLimit(MAX_DEPTH);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, new Untyped());
  }

  /** Leaves it to the conversion what a plain scalar is. */
  private static final class Untyped extends Resolver {

    @Override
    protected void addImplicitResolvers() {}

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
      return switch (kind) {
        case sequence -> Tag.SEQ;
        case mapping -> Tag.MAP;
        default -> implicit ? PLAIN : Tag.STR;
      };
    }
  }
}
