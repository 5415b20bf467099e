import { addDays } from '@hexagone/kernel';
import { frenchDocument as french, italianDocument as italian } from '../sites/builders';
import { batch, DAY_TAKEN, install, move, type Race, remove, sameDay, toFrance, toItaly, WEEKDAY } from './race';

export const DAYS: readonly Race[] = [
  {
    between: 'two new sites',
    calls: (scene) => sameDay(scene, install, install),
    others: DAY_TAKEN,
  },
  {
    between: 'twenty new sites',
    calls: (scene) => sameDay(scene, ...Array.from({ length: 20 }, () => install)),
    others: DAY_TAKEN,
  },
  {
    between: 'a new site and a moved one',
    calls: async (scene) => {
      const moved = await scene.site(french(scene.saturday()));
      return sameDay(scene, install, (day) => move(moved, day));
    },
    others: DAY_TAKEN,
  },
  {
    between: 'two moved sites',
    calls: async (scene) => {
      const [one, other] = [await scene.site(french(scene.saturday())), await scene.site(french(scene.saturday()))];
      return sameDay(
        scene,
        (day) => move(one, day),
        (day) => move(other, day),
      );
    },
    others: DAY_TAKEN,
  },
  {
    between: 'a new site and one that comes from Italy',
    calls: async (scene) => {
      const day = scene.saturday();
      const site = await scene.site(italian(day));
      return [install(day), toFrance(site)];
    },
    others: DAY_TAKEN,
  },
  {
    between: 'two that come from Italy',
    calls: async (scene) => {
      const day = scene.saturday();
      const [one, other] = [await scene.site(italian(day)), await scene.site(italian(day))];
      return [toFrance(one), toFrance(other)];
    },
    others: DAY_TAKEN,
  },
  {
    between: 'a moved site and one that comes from Italy',
    calls: async (scene) => {
      const day = scene.saturday();
      const [moved, coming] = [await scene.site(french(scene.saturday())), await scene.site(italian(day))];
      return [move(moved, day), toFrance(coming)];
    },
    others: DAY_TAKEN,
  },
  {
    between: 'a new site and a batch',
    calls: (scene) => sameDay(scene, install, (day) => batch(italian(day), french(day))),
    others: DAY_TAKEN,
  },
  {
    between: 'two batches in opposite order',
    calls: (scene) => {
      const [first, second] = [french(scene.saturday()), french(scene.saturday())];
      return Promise.resolve([batch(first, second), batch(second, first)]);
    },
    others: DAY_TAKEN,
  },
  {
    between: 'two batches that share one day',
    calls: (scene) => {
      const [first, shared, last] = [french(scene.saturday()), french(scene.saturday()), french(scene.saturday())];
      return Promise.resolve([batch(first, shared), batch(last, shared)]);
    },
    others: DAY_TAKEN,
  },
  {
    between: 'the removal of a site and its successor on the day',
    calls: async (scene) => {
      const day = scene.saturday();
      return [remove(`/sites/${await scene.site(french(day))}`), install(day)];
    },
    winners: [1, 2],
    others: DAY_TAKEN,
  },
  {
    between: 'a site that leaves a day and one that comes',
    calls: async (scene) => {
      const day = scene.saturday();
      return [move(await scene.site(french(day)), scene.saturday()), install(day)];
    },
    winners: [1, 2],
    others: DAY_TAKEN,
  },
  {
    between: 'two sites that change places',
    calls: async (scene) => {
      const [one, other] = [scene.saturday(), scene.saturday()];
      return [move(await scene.site(french(one)), other), move(await scene.site(french(other)), one)];
    },
    winners: [0],
    others: DAY_TAKEN,
  },
];

export const WEEKENDS: readonly Race[] = [
  {
    between: 'the move of a site to a Monday and its move to Italy',
    calls: async (scene) => {
      const saturday = scene.saturday();
      const site = await scene.site(french(saturday));
      return [move(site, addDays(saturday, 2)), toItaly(site)];
    },
    others: WEEKDAY,
  },
  {
    between: 'the move of a site to a Friday and its move to France',
    calls: async (scene) => {
      const saturday = scene.saturday();
      const site = await scene.site(italian(saturday));
      return [move(site, addDays(saturday, 6)), toFrance(site)];
    },
    winners: [1, 2],
    others: WEEKDAY,
  },
];
