package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonArray;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class BsonOrderTest {

  @Test
  void everyPairOfValuesComparesAsInTheServer() {
    for (BsonValue a : SampleValues.ALL) {
      for (BsonValue b : SampleValues.ALL) {
        // when
        int order = Integer.signum(BsonOrder.INSTANCE.compare(a, b));

        // then
        int expected = Integer.compare(SampleValues.rank(a), SampleValues.rank(b));
        assertThat(order).as("%s compared with %s", a, b).isEqualTo(expected);
      }
    }
  }

  @Test
  void valuesInArraysCompareByKindFirst() {
    for (int i = 1; i < SampleValues.IN_ORDER.size(); i++) {
      // given
      BsonArray smaller = new BsonArray(SampleValues.IN_ORDER.get(i - 1).subList(0, 1));
      BsonArray larger = new BsonArray(SampleValues.IN_ORDER.get(i).subList(0, 1));

      // then
      assertThat(BsonOrder.INSTANCE.compare(smaller, larger)).isNegative();
    }
  }
}
