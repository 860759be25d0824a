package dev.godwit.worker.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Which fields of the document an aggregation expression reads. What variables hold was read where
 * they were bound, so that only the variables of the document itself count.
 */
final class ExpressionReads {

  private final Set<String> paths = new TreeSet<>();

  private ExpressionReads() {}

  static Set<String> of(BsonValue expression) {
    ExpressionReads reads = new ExpressionReads();
    reads.collect(expression);
    return reads.paths;
  }

  private void collect(BsonValue expression) {
    if (expression.isString()) {
      text(expression.asString().getValue());
    } else if (expression.isArray()) {
      expression.asArray().forEach(this::collect);
    } else if (expression instanceof BsonDocument document) {
      for (Map.Entry<String, BsonValue> field : document.entrySet()) {
        switch (field.getKey()) {
          case "$literal" -> {}
          case "$getField" -> getField(field.getValue());
          default -> collect(field.getValue());
        }
      }
    }
  }

  private void text(String text) {
    if (!text.startsWith("$")) {
      return;
    }
    if (!text.startsWith("$$")) {
      paths.add(text.substring(1));
      return;
    }
    int dot = text.indexOf('.');
    String variable = dot < 0 ? text.substring(2) : text.substring(2, dot);
    if (variable.equals("ROOT") || variable.equals("CURRENT")) {
      paths.add(dot < 0 ? Paths.ROOT : text.substring(dot + 1));
    }
  }

  /** Without an input it reads the document, and names the field without a dollar sign. */
  private void getField(BsonValue argument) {
    BsonValue field = argument;
    if (argument instanceof BsonDocument document && document.containsKey("field")) {
      field = document.get("field");
      if (document.containsKey("input")) {
        collect(field);
        collect(document.get("input"));
        return;
      }
    }
    boolean isName = field.isString() && field.asString().getValue().matches("[^.$][^.]*");
    paths.add(isName ? field.asString().getValue() : Paths.ROOT);
  }
}
