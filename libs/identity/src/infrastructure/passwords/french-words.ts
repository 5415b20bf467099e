/** Words that French people take for passwords, written without accents. */
export const FRENCH_WORDS: readonly string[] = (
  'motdepasse monmotdepasse mdp lemotdepasse nouveaumotdepasse motdepasseprovisoire changezmoi changemoi azerty ' +
  'azertyu azertyui azertyuio azertyuiop azertyuiopqsdfghjklm azertyuiopqsdfghjklmwxcvbn qsdfghjklm wxcvbn ' +
  'administrateur administratrice administration utilisateur utilisatrice identifiant connexion session invite ' +
  'bienvenue bonjour bonsoir salut coucou aurevoir bonjourbonjour jetaime jetaimefort monamour amour amourtoujours ' +
  'moncoeur cherie doudou loulou chouchou bisous bisounours princesse soleil papillon chocolat fromage vacances ' +
  'liberte egalite fraternite libertefraternite liberteegalitefraternite marseillaise republique vivelafrance france ' +
  'francais paris marseille lyon toulouse bordeaux lille nantes strasbourg montpellier bretagne alsace corse ' +
  'olympiquemarseille parissaintgermain football rugby equipedefrance lesbleus janvier fevrier mars avril mai juin ' +
  'juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche printemps ' +
  'automne hiver secret toutvabien cestmoi nimportequoi jenesaispas ordinateur maison famille enfants papa maman ' +
  'papamaman mairie prefecture departement region commune energie electricite centrale hexagone'
).split(' ');
