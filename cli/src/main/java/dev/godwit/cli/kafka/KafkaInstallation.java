package dev.godwit.cli.kafka;

import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.InstallationException;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An installation as its topics show it. */
public final class KafkaInstallation implements Installation {

  private final Address address;
  private final Clients clients;

  private KafkaInstallation(Address address) {
    this.address = address;
    this.clients = new Clients(address);
  }

  /** The installation at that address; nothing is sent before it is used. */
  public static Installation at(Address address) {
    return new KafkaInstallation(address);
  }

  @Override
  public Answered ask(Command command, Duration answerWithin) {
    String id = command.id() == null ? "cli-" + UUID.randomUUID() : command.id();
    // The end of the replies is looked up first, so that no answer can come before it.
    try (RepliesTail replies = RepliesTail.open(clients, address.topics().replies());
        CommandSender sender = new CommandSender(clients, address.topics().commands())) {
      long offset = sender.send(command.withId(id));
      Optional<Reply> reply = replies.await(id, answerWithin);
      return new Answered(reply.orElseThrow(() -> noAnswer(command, offset, answerWithin)), offset);
    }
  }

  @Override
  public StateFeed states() {
    return KafkaStateFeed.open(clients, address.topics().state());
  }

  @Override
  public List<RunSummary> history(String migration) {
    return KafkaHistory.read(clients, address.topics().history(), migration);
  }

  @Override
  public void close() {
    // Each use has clients of its own, which are closed with it.
  }

  private InstallationException noAnswer(Command command, long offset, Duration within) {
    String written =
        "the command was written at offset %d of %s, but %%s within %s"
            .formatted(offset, address.topics().commands(), Trouble.seconds(within));
    return new InstallationException(
        command.options().dryRun()
            ? written.formatted("nobody answered")
                + ": is a coordinator running, and a worker that knows the migration? A batch that takes longer needs a smaller --batch-size or a longer --timeout"
            : written.formatted("no coordinator answered")
                + "; it will be carried out when one is back");
  }
}
