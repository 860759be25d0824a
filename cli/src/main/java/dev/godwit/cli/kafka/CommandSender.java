package dev.godwit.cli.kafka;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandWriter;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes commands as people do: without a key, one line of JSON each. */
final class CommandSender implements AutoCloseable {

  private final Clients clients;
  private final String topic;
  private final Producer<String, String> producer;

  /** The topic has been seen: a producer would wait for one that is missing. */
  CommandSender(Clients clients, String topic) {
    this.clients = clients;
    this.topic = topic;
    this.producer = clients.producer();
  }

  /** Returns the offset at which Kafka has confirmed the command. */
  long send(Command command) {
    return Clients.orInWords(
        () -> confirmed(new ProducerRecord<>(topic, CommandWriter.write(command))),
        failure -> Trouble.notWritten(failure, clients.address()));
  }

  @Override
  public void close() {
    Clients.close(producer);
  }

  private long confirmed(ProducerRecord<String, String> command) {
    try {
      return producer.send(command).get().offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
