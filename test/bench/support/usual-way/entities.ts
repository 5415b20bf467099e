import { Exclude, Expose } from 'class-transformer';
import {
  ChildEntity,
  Column,
  CreateDateColumn,
  Entity,
  JoinTable,
  ManyToMany,
  PrimaryGeneratedColumn,
  TableInheritance,
  UpdateDateColumn,
  VersionColumn,
} from 'typeorm';

@Entity('groups')
export class GroupEntity {
  @PrimaryGeneratedColumn()
  id!: number;
}

@Entity('sites')
@TableInheritance({ column: { type: 'text', name: 'country' } })
export class SiteEntity {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'text' })
  country!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'date' })
  installation_date!: string;

  @Column({ type: 'double precision' })
  max_power_megawatt!: number;

  @Column({ type: 'double precision' })
  min_power_megawatt!: number;

  @Exclude()
  @VersionColumn()
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updated_at!: Date;

  @Exclude()
  @ManyToMany(() => GroupEntity)
  @JoinTable({
    name: 'site_groups',
    joinColumn: { name: 'site_id', referencedColumnName: 'id' },
    inverseJoinColumn: { name: 'group_id', referencedColumnName: 'id' },
  })
  groups!: GroupEntity[];

  @Expose()
  get group_ids(): number[] {
    return this.groups.map(({ id }) => id).sort((one, other) => one - other);
  }
}

@ChildEntity('FR')
export class FrenchSiteEntity extends SiteEntity {
  @Column({ type: 'double precision' })
  useful_energy_at_1_megawatt!: number;
}

@ChildEntity('IT')
export class ItalianSiteEntity extends SiteEntity {
  @Column({ type: 'double precision' })
  efficiency!: number;
}
