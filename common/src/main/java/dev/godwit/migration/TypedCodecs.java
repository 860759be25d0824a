package dev.godwit.migration;

import org.bson.UuidRepresentation;
import org.bson.codecs.BsonCodecProvider;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.CollectionCodecProvider;
import org.bson.codecs.DocumentCodecProvider;
import org.bson.codecs.EnumCodecProvider;
import org.bson.codecs.IterableCodecProvider;
import org.bson.codecs.MapCodecProvider;
import org.bson.codecs.UuidCodecProvider;
import org.bson.codecs.ValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.jsr310.Jsr310CodecProvider;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.bson.codecs.record.RecordCodecProvider;

/** The codecs that typed migrations have without asking. */
final class TypedCodecs {

  static final CodecRegistry STANDARD =
      CodecRegistries.fromProviders(
          new UuidCodecProvider(UuidRepresentation.STANDARD),
          new ValueCodecProvider(),
          new BsonValueCodecProvider(),
          new DocumentCodecProvider(),
          new CollectionCodecProvider(),
          new IterableCodecProvider(),
          new MapCodecProvider(),
          new Jsr310CodecProvider(),
          new EnumCodecProvider(),
          new BsonCodecProvider(),
          new RecordCodecProvider(),
          PojoCodecProvider.builder().automatic(true).build());

  private TypedCodecs() {}
}
