package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What happens to one of the programs while all others are well, or stand by. */
enum Fault {
  WORKER_KILLED {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.worker(worker);
      victim.kill();
      return victim::startAgain;
    }
  },
  /** For longer than its group waits for it: another one has its task when it goes on. */
  WORKER_FROZEN {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.worker(worker);
      victim.freeze();
      return () -> {
        victim.wake();
        assertThat(victim.isAlive()).isTrue();
      };
    }
  },
  WORKER_TERMINATED {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.worker(worker);
      assertThat(victim.terminate()).as("exit code of %s", victim.name()).isZero();
      return victim::startAgain;
    }
  },
  COORDINATOR_KILLED_STANDBY_THERE {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.activeCoordinator();
      victim.kill();
      return victim::startAgain;
    }
  },
  COORDINATORS_KILLED_ONE_RESTARTED {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child active = programs.activeCoordinator();
      for (Child coordinator : programs.coordinators) {
        coordinator.kill();
      }
      active.startAgain();
      return () -> {
        for (Child coordinator : programs.coordinators) {
          if (!coordinator.isAlive()) {
            coordinator.startAgain();
          }
        }
      };
    }
  },
  /** For longer than its group waits for it: the other one decides when it goes on. */
  COORDINATOR_FROZEN {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.activeCoordinator();
      victim.freeze();
      return () -> {
        victim.wake();
        assertThat(victim.isAlive()).isTrue();
      };
    }
  },
  COORDINATOR_TERMINATED {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      Child victim = programs.activeCoordinator();
      assertThat(victim.terminate()).as("exit code of %s", victim.name()).isZero();
      return victim::startAgain;
    }
  },
  BROKER_KILLED_AND_RESTARTED {
    @Override
    Repair inflict(Programs programs, String worker) throws Exception {
      programs.broker.kill();
      programs.broker.startAgain();
      return () -> {};
    }
  };

  static final List<Fault> OF_WORKERS = List.of(WORKER_KILLED, WORKER_FROZEN, WORKER_TERMINATED);

  static final List<Fault> OF_OTHERS =
      List.of(
          COORDINATOR_KILLED_STANDBY_THERE,
          COORDINATORS_KILLED_ONE_RESTARTED,
          COORDINATOR_FROZEN,
          COORDINATOR_TERMINATED,
          BROKER_KILLED_AND_RESTARTED);

  /** Makes everything whole again. */
  @FunctionalInterface
  interface Repair {
    void repair() throws Exception;
  }

  /**
   * Does it; returns how to bring everything back once the others went on.
   *
   * @param worker the worker that it is about, if it is about one
   */
  abstract Repair inflict(Programs programs, String worker) throws Exception;

  /** Waits until those have recovered from what happened before whom this is about. */
  void awaitVictims(Programs programs) {
    if (OF_WORKERS.contains(this)) {
      programs.awaitWorkers();
    } else {
      programs.awaitCoordinators();
    }
  }
}
