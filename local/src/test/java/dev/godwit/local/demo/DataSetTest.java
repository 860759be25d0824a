package dev.godwit.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

class DataSetTest {

  @Test
  void holdsWhatItsReadmeSays() {
    Expected expected = Expected.count(DataSet.SIZE);

    assertThat(expected.places()).isEqualTo(DataSet.SIZE - 609);
    assertThat(expected.countries()).isEqualTo(246);
  }

  @Test
  void givesIdsInTheOrderOfItsLines() {
    List<ObjectId> ids = IntStream.range(0, DataSet.SIZE).mapToObj(DataSet::id).toList();

    assertThat(ids).isSortedAccordingTo(Comparator.naturalOrder()).doesNotHaveDuplicates();
  }

  @Test
  void everyCountryHasAName() {
    TreeSet<String> nameless = new TreeSet<>();
    try (DataSet data = DataSet.open(DataSet.SIZE)) {
      while (data.hasNext()) {
        String code = data.next().country();
        if (new Locale("", code).getDisplayCountry(Locale.ENGLISH).equals(code)) {
          nameless.add(code);
        }
      }
    }

    assertThat(nameless).isEmpty();
  }
}
