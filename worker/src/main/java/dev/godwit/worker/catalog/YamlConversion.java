package dev.godwit.worker.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one YAML document into JSON, with a limit for what aliases may blow it up to. */
final class YamlConversion {

  private static final int MAX_NODES = 50_000;
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,99})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,4})?");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

  /** Aliases may stand within what they name. */
  private static final int MAX_DEPTH = 200;

  private int nodes;
  private int depth;

  JsonNode convert(Node node) throws UnreadableException {
    if (++nodes > MAX_NODES) {
      throw refused(
          node, "more than " + MAX_NODES + " values, aliases counted as what they stand for");
    }
    if (++depth > MAX_DEPTH) {
      throw refused(node, "nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    JsonNode converted = converted(node);
    depth--;
    return converted;
  }

  private JsonNode converted(Node node) throws UnreadableException {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    } else if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      ArrayNode array = JSON.arrayNode();
      for (Node element : sequence.getValue()) {
        array.add(convert(element));
      }
      return array;
    } else if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return mapping(mapping);
    }
    throw tagged(node);
  }

  private JsonNode mapping(MappingNode mapping) throws UnreadableException {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple field : mapping.getValue()) {
      String name = name(field.getKeyNode());
      if (object.has(name)) {
        throw refused(field.getKeyNode(), "field '" + name + "' is there twice; keep one");
      }
      object.set(name, convert(field.getValueNode()));
    }
    return object;
  }

  private static String name(Node key) throws UnreadableException {
    if (!(key instanceof ScalarNode scalar)) {
      throw refused(key, "a field name that is not a text");
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      throw refused(key, "merge keys (<<) are not read; write the fields out");
    }
    return scalar.getValue();
  }

  private static JsonNode scalar(ScalarNode scalar) throws UnreadableException {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.STR)) {
      return JSON.textNode(text);
    } else if (!scalar.getTag().equals(YamlTree.PLAIN)) {
      throw tagged(scalar);
    } else if (NULL.matcher(text).matches()) {
      return JSON.nullNode();
    } else if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
      return JSON.booleanNode(TRUE.matcher(text).matches());
    } else if (INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text));
    } else if (DECIMAL.matcher(text).matches()) {
      return JSON.numberNode(new BigDecimal(text));
    }
    return JSON.textNode(text);
  }

  private static JsonNode integer(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return JSON.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? JSON.numberNode(number.longValue())
        : JSON.numberNode(number);
  }

  private static UnreadableException tagged(Node node) {
    return refused(node, "tag " + node.getTag().getValue() + " is not read; use Extended JSON");
  }

  private static UnreadableException refused(Node node, String problem) {
    return new UnreadableException(
        "line %d: %s".formatted(YamlTree.line(node.getStartMark()), problem));
  }
}
