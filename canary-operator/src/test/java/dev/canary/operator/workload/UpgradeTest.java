package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No upgrade of anything starts a rollout. */
class UpgradeTest {

  /** Defaults appear on read: no write happens, so no generation moves. */
  @Test
  void unknownNewDefault_changesTheHashButNotTheTemplate() {
    Bed bed = Bed.fresh().bootstrap();
    Revision before = bed.observe().live();
    WorkloadView after = observe(bed, new UpgradedServer(bed.store, "novelty"));

    assertThat(after.live().hash()).isNotEqualTo(before.hash());
    assertThat(after.live().sameTemplate(before)).isTrue();
    assertThat(after.live().same(before)).isTrue();
    assertThat(after.primary().orElseThrow().matchesTarget()).isTrue();
    assertThat(after.primaryRuns(before)).isTrue();
  }

  @Test
  void knownNewDefault_doesNotEvenChangeTheHash() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView after = observe(bed, new UpgradedServer(bed.store, "restartPolicy"));

    assertThat(after.live()).isEqualTo(bed.observe().live());
  }

  @Test
  void nextHashScheme_isTheSameRevisionUntilTheTargetChanges() {
    Bed bed = Bed.fresh().bootstrap();
    Revision before = bed.observe().live();
    bed.hash = new TemplateHash("c2");
    WorkloadView after = bed.observe();

    assertThat(after.live().hash()).startsWith("c2:");
    assertThat(after.live().same(before)).isTrue();
    assertThat(after.primaryRuns(after.live())).isTrue();
    assertThat(bed.push("a:2").observe().live().same(before)).isFalse();
  }

  @Test
  void scaling_movesTheGenerationButIsNoChange() {
    Bed bed = Bed.fresh().bootstrap();
    Revision before = bed.observe().live();
    bed.workloads().scaleToZero(bed.canary, bed.spec, bed.observe());

    assertThat(bed.observe().live().generation()).isGreaterThan(before.generation());
    assertThat(bed.observe().live().same(before)).isTrue();
  }

  private static WorkloadView observe(Bed bed, ObjectStore server) {
    return new KubernetesWorkloads(server, bed.settings, Bed.CLOCK).observe(bed.canary, bed.spec);
  }

  /** A newer server: every pod template that is read has one field more. */
  private record UpgradedServer(ObjectStore store, String field) implements ObjectStore {
    @Override
    public Optional<StoredObject> find(ObjectKey key) {
      return store
          .find(key)
          .map(
              object ->
                  key.type().equals(Types.DEPLOYMENT)
                      ? new StoredObject(key, upgraded(object.tree()), object.version())
                      : object);
    }

    private Tree upgraded(Tree deployment) {
      return deployment.with("Always", "spec", "template", "spec", field);
    }

    @Override
    public ImmutableList<StoredObject> ownedBy(ResourceType type, String namespace, String uid) {
      return store.ownedBy(type, namespace, uid);
    }

    @Override
    public StoredObject create(ObjectKey key, Tree wanted) {
      return store.create(key, wanted);
    }

    @Override
    public StoredObject update(StoredObject seen, Tree wanted) {
      return store.update(seen, wanted);
    }

    @Override
    public void delete(StoredObject seen) {
      store.delete(seen);
    }
  }
}
