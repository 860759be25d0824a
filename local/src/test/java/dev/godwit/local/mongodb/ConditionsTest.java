package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"$eq", "$gt", "$gte", "$lt", "$lte"})
  void comparisonsMatchWithinTheTypeOfTheOperandOnly(String operator) {
    for (Object operand : ServerValues.ORDINARY) {
      KeyRanges matched = Conditions.exactly(operator, operand).orElseThrow();
      for (Object value : ServerValues.all()) {
        assertThat(matched.contains(OrderedKey.of(value)))
            .as("%s matches {%s: %s}", value, operator, operand)
            .isEqualTo(matches(value, operator, operand));
      }
    }
  }

  /** What the manual says, in other words. */
  private static boolean matches(
      @Nullable Object value, String operator, @Nullable Object operand) {
    Object mine = value instanceof Missing ? null : value;
    boolean equal = BsonOrder.compare(mine, operand) == 0;
    boolean equalCounts = operator.equals("$eq") || operator.endsWith("e");
    boolean ordered =
        TypeBracket.of(mine) == TypeBracket.of(operand) && !isNaN(mine) && !isNaN(operand);
    int order = BsonOrder.compare(mine, operand);
    return (equal && equalCounts)
        || (ordered && operator.startsWith("$gt") && order > 0)
        || (ordered && operator.startsWith("$lt") && order < 0);
  }

  private static boolean isNaN(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  @Test
  void comparisonsWithMinKeyAndMaxKeySpanAllTypes() {
    assertThat(valuesMatching("$gt", MinKey.getInstance())).hasSize(ServerValues.all().size() - 1);
    assertThat(valuesMatching("$gte", MinKey.getInstance())).hasSize(ServerValues.all().size());
    assertThat(valuesMatching("$lt", MaxKey.getInstance())).hasSize(ServerValues.all().size() - 1);
    assertThat(valuesMatching("$lte", MaxKey.getInstance())).hasSize(ServerValues.all().size());
  }

  @Test
  void inIsTheUnionOfEqualities() {
    assertThat(valuesMatching("$in", Arrays.asList("b", 1.0, null, "nowhere")))
        .containsExactly(Missing.getInstance(), null, 1, "b");
    assertThat(valuesMatching("$in", List.of())).isEmpty();
  }

  @Test
  void whatCannotBeSaidInRangesIsNotClaimed() {
    assertThat(Conditions.exactly("$in", List.of(new BsonRegularExpression("a", "")))).isEmpty();
    assertThat(Conditions.exactly("$mod", List.of(2, 0))).isEmpty();
    assertThat(Conditions.bounds(new BsonRegularExpression("a", "")).isAll()).isTrue();
    assertThat(Conditions.bounds(new Document("$exists", true)).isAll()).isTrue();
  }

  @Test
  void inNeedsAnArray() {
    assertThatThrownBy(() -> Conditions.exactly("$in", 5)).isInstanceOf(BadValueException.class);
  }

  @Test
  void severalOperatorsAreAConjunction() {
    // given
    Document condition = new Document("$gte", 0).append("$lt", 1).append("$type", "number");

    // when
    KeyRanges bounds = Conditions.bounds(condition);

    // then
    assertThat(ServerValues.all())
        .filteredOn(value -> bounds.contains(OrderedKey.of(value)))
        .hasSize(3)
        .startsWith(0, 0.5);
  }

  @Test
  void tellsOperatorsFromValues() {
    assertThat(Conditions.isOperators(new Document("$gt", 1))).isTrue();
    assertThat(Conditions.isOperators(new Document())).isFalse();
    assertThat(Conditions.isOperators(new Document("a", 1))).isFalse();
    assertThat(Conditions.isOperators(new Document("$ref", "c").append("$id", 1))).isFalse();
    assertThat(Conditions.isOperators("$gt")).isFalse();
  }

  private static List<@Nullable Object> valuesMatching(String operator, @Nullable Object operand) {
    KeyRanges matched = Conditions.exactly(operator, operand).orElseThrow();
    List<@Nullable Object> all = ServerValues.all();
    all.removeIf(value -> !matched.contains(OrderedKey.of(value)));
    return all;
  }
}
