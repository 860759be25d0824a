package dev.godwit.cli;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Answers commands as a test wrote down, and writes the states that the test gives it. */
final class ScriptedCoordinator implements AutoCloseable {

  private final TopicNames topics;
  private final Producer<String, String> producer;
  private final Consumer<String, String> consumer;
  private final Script script;
  private final BlockingQueue<ConsumerRecord<String, String>> read = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "scripted-coordinator");
  private volatile boolean closed;

  /** What becomes of a command. */
  interface Script {
    void on(Command command, long offset, ScriptedCoordinator coordinator);
  }

  private ScriptedCoordinator(String servers, TopicNames topics, Script script) {
    this.topics = topics;
    this.script = script;
    Map<String, Object> properties = Map.of("bootstrap.servers", servers, "linger.ms", 0);
    this.producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer());
  }

  /** Creates the topics and begins to answer. */
  static ScriptedCoordinator start(String servers, TopicNames topics, Script script) {
    createTopics(servers, List.of(topics.commands(), topics.replies(), topics.state()));
    ScriptedCoordinator coordinator = new ScriptedCoordinator(servers, topics, script);
    coordinator.thread.setDaemon(true);
    coordinator.thread.start();
    return coordinator;
  }

  static void createTopics(String servers, List<String> names) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList())
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void reply(Command command, boolean accepted, String message) {
    write(
        topics.replies(),
        command.migration(),
        Json.write(
            new Reply(
                command.verb().wireName(),
                command.id(),
                command.migration(),
                accepted,
                message,
                Instant.EPOCH,
                null)));
  }

  void state(State state) {
    write(topics.state(), state.migration(), Json.write(state));
  }

  void write(String topic, @Nullable String key, @Nullable String value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next command that was written, as it was written. */
  ConsumerRecord<String, String> next() throws InterruptedException {
    ConsumerRecord<String, String> record = read.poll(20, TimeUnit.SECONDS);
    if (record == null) {
      throw new AssertionError("no command was written");
    }
    return record;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close();
  }

  private void run() {
    TopicPartition commands = new TopicPartition(topics.commands(), 0);
    consumer.assign(List.of(commands));
    consumer.seekToBeginning(List.of(commands));
    while (!closed) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
        read.add(record);
        script.on(CommandReader.read(record.value()), record.offset(), this);
      }
    }
  }
}
