package dev.godwit.local.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the result must be, counted in the data set itself.
 *
 * @param places places without the duplicates
 * @param countries different countries
 * @param withAdmin1 places without the duplicates whose admin1 says something
 * @param withAdmin2 places without the duplicates whose admin2 says something
 */
record Expected(int places, int countries, int withAdmin1, int withAdmin2) {

  static Expected count(int most) {
    Set<List<String>> kinds = new HashSet<>();
    Set<String> countries = new HashSet<>();
    int withAdmin1 = 0;
    int withAdmin2 = 0;
    try (DataSet data = DataSet.open(most)) {
      while (data.hasNext()) {
        Place place = data.next();
        if (kinds.add(place.kind())) {
          countries.add(place.country());
          withAdmin1 += place.admin1().isEmpty() ? 0 : 1;
          withAdmin2 += place.admin2().isEmpty() ? 0 : 1;
        }
      }
    }
    return new Expected(kinds.size(), countries.size(), withAdmin1, withAdmin2);
  }
}
