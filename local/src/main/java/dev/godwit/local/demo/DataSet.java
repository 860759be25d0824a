package dev.godwit.local.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.bson.types.ObjectId;

/** The populated places of GeoNames (www.geonames.org, CC BY 4.0), one after the other. */
final class DataSet implements AutoCloseable {

  /** How many places there are. */
  static final int SIZE = 171_075;

  private static final String RESOURCE = "/demo/cities.jsonl.gz";
  private static final int LOADED_AT = 1_795_478_400; // 2026-11-24, the same for all

  private final MappingIterator<Place> places;
  private int left;

  private DataSet(MappingIterator<Place> places, int most) {
    this.places = places;
    this.left = most;
  }

  /**
   * Begins to read it.
   *
   * @param most how many places of it are read
   */
  static DataSet open(int most) {
    try {
      InputStream file = Objects.requireNonNull(DataSet.class.getResourceAsStream(RESOURCE));
      return new DataSet(
          new ObjectMapper().readerFor(Place.class).readValues(new GZIPInputStream(file)), most);
    } catch (IOException e) {
      throw new UncheckedIOException("the data set of the demo cannot be read", e);
    }
  }

  /** The {@code _id} of the place in that line, from 0; in the order of lines. */
  static ObjectId id(int line) {
    return new ObjectId(LOADED_AT, line);
  }

  boolean hasNext() {
    return left > 0 && places.hasNext();
  }

  Place next() {
    left--;
    return places.next();
  }

  @Override
  public void close() {
    try {
      places.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data set of the demo cannot be closed", e);
    }
  }
}
